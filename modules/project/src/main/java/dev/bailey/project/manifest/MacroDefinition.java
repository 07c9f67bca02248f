package dev.bailey.project.manifest;

import dev.bailey.source.Span;
import java.util.List;
import java.util.Optional;

/// A macro, a generic test (`test_<name>`) or a materialization
/// (`materialization_<name>_<adapter>`).
///
/// @param sql the whole block, tags included
/// @param dependsOn unique ids of macros that the text calls, as far as it shows
/// @param meta dbt's `meta`
/// @param supportedLanguages for materializations
public record MacroDefinition(
    Identity identity,
    String sql,
    Span source,
    List<String> dependsOn,
    String description,
    Data.Dict meta,
    Docs docs,
    Optional<String> patchPath,
    List<Argument> arguments,
    Optional<List<String>> supportedLanguages)
    implements Resource {
  public MacroDefinition {
    dependsOn = List.copyOf(dependsOn);
    arguments = List.copyOf(arguments);
  }

  /// One argument of the signature or of the properties file.
  public record Argument(String name, Optional<String> type, String description) {}
}
