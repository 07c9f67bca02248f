package dev.bailey.appliance;

import java.io.PrintStream;

/// What an operator reads when the appliance has started. Whoever waits for it to be ready may wait
/// for the line that begins with `Bailey is ready`.
final class Welcome {
  private Welcome() {}

  static void print(Appliance appliance, PrintStream out) {
    out.println("Bailey is ready: https://localhost:" + appliance.httpsPort());
    out.println("  certificate SHA-256 " + appliance.certificateFingerprint());
    out.println(
        "  git over SSH on port "
            + appliance.sshPort()
            + ", its host key "
            + appliance.sshHostKey());
    appliance
        .firstPassword()
        .ifPresent(invited -> {
          out.println("First sign-in, shown once and good for three days:");
          out.println("  login    " + invited.user().profile().login());
          out.println("  password " + invited.password().reveal());
        });
    out.flush();
  }
}
