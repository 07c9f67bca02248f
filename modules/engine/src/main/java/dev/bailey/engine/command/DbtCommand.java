package dev.bailey.engine.command;

import java.util.List;
import java.util.Optional;

/// One dbt command as parsed: what to do, and every option that goes with it.
///
/// @param argument the macro of `run-operation`, the project of `init`
/// @param text the whole command as typed: dbt's `invocation_command`
public record DbtCommand(Which which, Flags flags, Optional<String> argument, String text) {

  /// The same command with the `flags` of dbt_project.yml, which count where neither the command
  /// line nor the environment says anything.
  public DbtCommand withProjectFlags(dev.bailey.project.manifest.Data.Dict projectFlags) {
    return new DbtCommand(which, flags.withProject(projectFlags), argument, text);
  }

  /// The same command with other options, for a caller that decides some itself.
  public DbtCommand with(Flags other) {
    return new DbtCommand(which, other, argument, text);
  }

  /// What to include, split at white space: dbt's `select`.
  public List<String> select() {
    return flags.texts(Option.SELECT);
  }

  /// What to leave out.
  public List<String> exclude() {
    return flags.texts(Option.EXCLUDE);
  }
}
