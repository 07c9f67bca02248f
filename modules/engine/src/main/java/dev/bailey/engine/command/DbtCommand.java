package dev.bailey.engine.command;

/// One dbt command as it was asked for.
///
/// @param line the command line as typed: `invocation_command`
public record DbtCommand(CommandName name, Options options, String line) {

  /// The same with the `flags` of a project.
  public DbtCommand with(Options other) {
    return new DbtCommand(name, other, line);
  }
}
