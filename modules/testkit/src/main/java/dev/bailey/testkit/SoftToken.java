package dev.bailey.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A real PKCS#11 token: SoftHSM2, from Debian's `softhsm2`, looked at with `pkcs11-tool` of
/// `opensc`. Its library reads where its tokens are from the file that the variable `SOFTHSM2_CONF`
/// of its process names.
///
/// Tests that use it carry `@Tag("slow")`.
public final class SoftToken {
  /// The user's PIN of every token.
  public static final String PIN = "4321";

  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");

  private final Path configuration;
  private final long slot;

  private SoftToken(Path configuration, long slot) {
    this.configuration = configuration;
    this.slot = slot;
  }

  /// Whether both packages are there.
  public static boolean isInstalled() {
    return Files.exists(LIBRARY) && Files.exists(Path.of("/usr/bin/pkcs11-tool"));
  }

  /// Makes an empty token.
  ///
  /// @param configuration the file to write for `SOFTHSM2_CONF`; tokens stand beside it
  public static SoftToken at(Path configuration) {
    try {
      Path tokens = configuration.resolveSibling("tokens");
      Files.createDirectories(tokens);
      Files.writeString(
          configuration,
          "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
              .formatted(tokens));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String said =
        run(
            configuration,
            List.of(
                "softhsm2-util --init-token --free --label bailey --so-pin 12345678 --pin"
                    .split(" ")),
            PIN);
    var slot = SLOT.matcher(said);
    if (!slot.find()) {
      throw new IllegalStateException("softhsm2-util: " + said);
    }
    return new SoftToken(configuration, Long.parseLong(slot.group(1)));
  }

  /// The PKCS#11 library.
  public static Path library() {
    return LIBRARY;
  }

  /// The number of the token's slot.
  public long slot() {
    return slot;
  }

  /// What `pkcs11-tool` can see of the token's objects.
  public String objects() {
    return tool("--list-objects");
  }

  /// Deletes a secret key.
  public void delete(String label) {
    tool("--delete-object", "--type", "secrkey", "--label", label);
  }

  private String tool(String... words) {
    var all =
        new ArrayList<>(
            List.of("pkcs11-tool", "--module", LIBRARY.toString(), "--slot", Long.toString(slot)));
    all.addAll(List.of("--login", "--pin", PIN));
    return run(configuration, all, words);
  }

  private static String run(Path configuration, List<String> start, String... words) {
    var command = new ArrayList<>(start);
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", configuration.toString());
    try {
      var process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
