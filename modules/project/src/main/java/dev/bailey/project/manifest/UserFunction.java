package dev.bailey.project.manifest;

import java.util.List;
import java.util.Optional;

/// A function that the warehouse gets from the project, and that queries call by `function()`.
///
/// https://docs.getdbt.com/docs/build/udfs
public record UserFunction(NodeParts parts, List<Argument> arguments, Returns returns)
    implements Node {
  public UserFunction {
    arguments = List.copyOf(arguments);
  }

  /// What the function takes.
  ///
  /// @param defaultValue what counts when it is left out, as SQL
  public record Argument(
      String name, String dataType, Optional<String> description, Optional<Data> defaultValue) {}

  /// What the function gives.
  public record Returns(String dataType, Optional<String> description) {}

  @Override
  public UserFunction with(NodeParts other) {
    return new UserFunction(other, arguments, returns);
  }
}
