package dev.bailey.project;

import dev.bailey.project.parse.LastParse;
import dev.bailey.project.parse.Parse;
import dev.bailey.project.parse.ProjectReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceTree;
import java.util.List;
import java.util.function.Consumer;

/// Reads a project and its packages. One loader serves one kind of warehouse and may be shared
/// between threads: the built-in macros are compiled once and kept.
public final class ProjectLoader {
  private final ProjectReader reader;

  /// @param builtins the package of built-in macros named `dbt`
  public ProjectLoader(Dialect dialect, SourceTree builtins) {
    this.reader = new ProjectReader(dialect, builtins);
  }

  /// The project, or every problem found in it.
  public Outcome<ParsedProject> load(ProjectSource source, ParseOptions options) {
    return load(source, options, List.of()).outcome();
  }

  /// The same, beginning with what an earlier parse made: what would be made the same again is
  /// taken over.
  ///
  /// @param earlier parses of this project or others, from trees of the same kind; the first that
  ///   has anything in common with this one is taken
  public Parse load(ProjectSource source, ParseOptions options, List<LastParse> earlier) {
    return load(source, options, earlier, _ -> {});
  }

  /// The same, if `check` lets it: it sees the configs of the project and then of its packages
  /// before any other file of them is read, and may throw.
  public Parse load(
      ProjectSource source,
      ParseOptions options,
      List<LastParse> earlier,
      Consumer<List<ProjectConfig>> check) {
    return reader.read(source, options, earlier, check);
  }
}
