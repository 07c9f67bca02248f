package dev.bailey.appliance.admin;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.security.audit.Audit;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bailey admin verify-audit`: walks the chain of the audit.
@Command(
    name = "verify-audit",
    description = {
      "Read the whole audit, and say whether each line is what was written.",
      "Exit code 1 when one is not, or is missing; it is named."
    },
    mixinStandardHelpOptions = true)
final class VerifyAuditCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (var home = StoppedHome.open(options)) {
      Audit audit = home.stores().security().audit();
      Optional<Long> broken = audit.firstBroken();
      if (broken.isPresent()) {
        out.println(
            "BROKEN: line %d of the audit is not what was written, or is missing. The lines before it are whole."
                .formatted(broken.get()));
        return 1;
      }
      audit
          .anchor()
          .ifPresent(anchor ->
              out.println(
                  "Lines 1 to %d were removed because their time was over, as the audit itself says."
                      .formatted(anchor.through())));
      var newest = audit.list(Audit.Query.newest(1));
      out.println(
          newest.isEmpty()
              ? "The audit is empty."
              : "All %d lines of the audit are what was written; the last is of %s."
                  .formatted(audit.count(Audit.Query.newest(0)), newest.getFirst().at()));
      return 0;
    }
  }
}
