package dev.bailey.project;

import dev.bailey.project.manifest.Manifest;
import dev.bailey.source.Problem;
import java.util.List;
import java.util.Map;

/// A project as parsed: immutable, and shared by everything that selects, compiles or runs it.
///
/// @param config the root project's
/// @param packages the configs of all packages by name, the root project's and those of the
///   built-in macros included
/// @param warnings what was found that does not stop the work
public record ParsedProject(
    ProjectConfig config,
    Map<String, ProjectConfig> packages,
    Dialect dialect,
    ParseOptions options,
    Manifest manifest,
    List<Problem> warnings) {
  public ParsedProject {
    packages = Map.copyOf(packages);
    warnings = List.copyOf(warnings);
  }
}
