package dev.bailey.project;

import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceTree;

/// Reads a project and its packages. One loader serves one kind of warehouse and may be shared: the
/// built-in macros are compiled once and kept.
public final class ProjectLoader {
  private final Dialect dialect;
  private final SourceTree builtins;

  /// @param builtins the package of built-in macros named `dbt`
  public ProjectLoader(Dialect dialect, SourceTree builtins) {
    this.dialect = dialect;
    this.builtins = builtins;
  }

  /// The project, or every problem found in it.
  public Outcome<ParsedProject> load(ProjectSource source, ParseOptions options) {
    return Outcome.failed(
        Problem.error("unfinished", dialect.type() + builtins + source + options));
  }
}
