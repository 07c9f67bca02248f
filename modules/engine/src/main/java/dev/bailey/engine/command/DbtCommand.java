package dev.bailey.engine.command;

import dev.bailey.project.manifest.Data;
import java.util.List;
import java.util.Optional;

/// One dbt command as parsed: what to do, and every option that goes with it.
///
/// @param argument the macro of `run-operation`, the project of `init`
/// @param text the whole command as typed: dbt's `invocation_command`
public record DbtCommand(Which which, Flags flags, Optional<String> argument, String text) {

  private static final String MACRO = "macro";

  /// An earlier command, as its artifacts record it, carried out again by this one: `dbt retry`.
  ///
  /// @param args what the artifacts record
  public DbtCommand repeating(Which earlier, Data.Dict args) {
    return new DbtCommand(
        earlier, flags.repeating(earlier, args), args.present(MACRO).flatMap(Data::asText), text);
  }

  /// What artifacts record of the command.
  public Data.Dict args() {
    Data.Dict all = flags.args();
    return which == Which.RUN_OPERATION ? all.with(MACRO, Data.of(argument)) : all;
  }

  /// What to show, to end with code 2, when an option cannot mean what it says.
  ///
  /// @param why one sentence
  public String refusal(String why) {
    return Help.refusal(Optional.of(which), why);
  }

  /// The target folder, as named.
  public String targetFolder() {
    return flags.text(Option.TARGET_PATH).orElse("target");
  }

  /// The same command with the `flags` of dbt_project.yml, which count where neither the command
  /// line nor the environment says anything.
  public DbtCommand withProjectFlags(Data.Dict projectFlags) {
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
