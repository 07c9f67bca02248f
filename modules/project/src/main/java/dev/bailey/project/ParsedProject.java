package dev.bailey.project;

import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Question;
import dev.bailey.project.context.Scope;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.parse.Lookup;
import dev.bailey.project.selection.NamedSelectors;
import dev.bailey.source.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A project as parsed: immutable, and shared by everything that selects, compiles or runs it.
///
/// @param config the root project's
/// @param packages the configs of all packages by name, the root project's and those of the
///   built-in macros included
/// @param scope what all templates see
/// @param derived the manifest, and what is worked out of it
/// @param templates compiled code
/// @param selectors those of selectors.yml
/// @param answers what the parse asked of its invocation
/// @param found what does not stop the work
public record ParsedProject(
    ProjectConfig config,
    Map<String, ProjectConfig> packages,
    Scope scope,
    Derived derived,
    NodeTemplates templates,
    NamedSelectors.All selectors,
    Map<Question, Data> answers,
    Warnings found) {
  public ParsedProject {
    packages = Map.copyOf(packages);
    answers = Map.copyOf(answers);
  }

  /// The configs of the project itself and then of the others, by name.
  public List<ProjectConfig> own() {
    return Stream.concat(
            Stream.of(config),
            packages.values().stream()
                .filter(other -> !other.name().equals(config.name()))
                .sorted(Comparator.comparing(ProjectConfig::name)))
        .toList();
  }

  public Manifest manifest() {
    return derived.manifest();
  }

  /// What `ref` and `source` mean.
  public Lookup lookup() {
    return derived.lookup();
  }

  public Dialect dialect() {
    return scope.macros().dialect();
  }

  public ParseOptions options() {
    return scope.options();
  }

  public MacroCatalog macros() {
    return scope.macros();
  }

  /// What the user of this invocation should see to.
  public List<Problem> warnings() {
    return found.at(options().startedAt());
  }

  /// The same parse for another invocation. Its target and variables must be those of this one;
  /// whether its answers are the same, [#holdsFor] tells.
  public ParsedProject withOptions(ParseOptions other) {
    return new ParsedProject(
        config, packages, scope.with(other), derived, templates, selectors, answers, found);
  }

  /// Whether parsing with `other` would give the same.
  public boolean holdsFor(ParseOptions other) {
    return options().target().equals(other.target())
        && options().vars().equals(other.vars())
        && answers.entrySet().stream()
            .allMatch(asked -> asked.getValue().equals(asked.getKey().answer(other)));
  }
}
