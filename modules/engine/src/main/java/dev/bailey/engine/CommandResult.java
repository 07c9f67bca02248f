package dev.bailey.engine;

/// How a dbt command ended.
///
/// @param exitCode dbt's: 0 when all went well, 1 when a node failed or the project or the
///   warehouse did not allow it, 2 when the command could not be carried out at all
/// @param message why it did not go well, for the user; empty when it did
public record CommandResult(int exitCode, String message) {
  public static final CommandResult SUCCESS = new CommandResult(0, "");

  public boolean isSuccess() {
    return exitCode == 0;
  }
}
