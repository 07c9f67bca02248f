package dev.bailey.project.parse;

import dev.bailey.jinja.Context;
import dev.bailey.project.Dialect;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.ProjectSource;
import dev.bailey.project.context.Inquiry;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Scope;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads projects for one kind of warehouse. Keeps the built-in macros, which never change.
public final class ProjectReader {
  private final Dialect dialect;
  private final SourceTree dbt;
  private volatile Optional<Map<String, Map<String, MacroCatalog.Entry>>> builtins =
      Optional.empty();

  public ProjectReader(Dialect dialect, SourceTree dbt) {
    this.dialect = dialect;
    this.dbt = dbt;
  }

  /// The project, or every problem found in it.
  ///
  /// @param earlier parses of this project or others, from trees of the same kind
  /// @param check sees the configs of the project and its packages first, and may throw
  public Parse read(
      ProjectSource source,
      ParseOptions options,
      List<LastParse> earlier,
      Consumer<List<ProjectConfig>> check) {
    var inquiry = new Inquiry(options);
    Context names = Scope.projectFile(options, inquiry);
    return switch (Packages.find(source, dialect, dbt, names)) {
      case Outcome.Failed(List<Problem> problems) ->
          new Parse(new Outcome.Failed<>(problems), Optional.empty());
      case Outcome.Ok(Packages packages, List<Problem> warnings) -> {
        check.accept(packages.own().stream().map(PackageFiles::config).toList());
        var input =
            new Parser.Input(
                packages,
                () -> builtins(packages),
                dialect,
                options,
                inquiry,
                source.rootPath(),
                source.contents(),
                warnings);
        yield Parser.parse(input, earlier);
      }
    };
  }

  /// Compiled on first use; two threads at once would only do the same work twice.
  private Map<String, Map<String, MacroCatalog.Entry>> builtins(Packages packages) {
    if (builtins.isPresent()) {
      return builtins.get();
    }
    var problems = new Problems();
    var read = new LinkedHashMap<String, Map<String, MacroCatalog.Entry>>();
    packages.builtins().forEach(p -> read.put(p.name(), MacroFiles.read(p, problems)));
    if (problems.haveErrors()) {
      throw new IllegalStateException(
          "the built-in macros do not compile: " + problems.sorted().getFirst().render());
    }
    builtins = Optional.of(read);
    return read;
  }
}
