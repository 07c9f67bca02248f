package dev.bailey.project;

import dev.bailey.jinja.Template;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Scope;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.parse.Lookup;
import dev.bailey.source.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A project as parsed: immutable, and shared by everything that selects, compiles or runs it.
///
/// @param config the root project's
/// @param packages the configs of all packages by name, the root project's and those of the
///   built-in macros included
/// @param scope what all templates see
/// @param derived what is worked out of the manifest
/// @param lookup what `ref` and `source` mean
/// @param templates compiled code, of nodes by unique id, of generic tests by text
/// @param environmentRead the environment variables that the parse depends on, with their values
/// @param warnings what was found that does not stop the work
public record ParsedProject(
    ProjectConfig config,
    Map<String, ProjectConfig> packages,
    Scope scope,
    Manifest manifest,
    Derived derived,
    Lookup lookup,
    Map<String, Template> templates,
    Map<String, Optional<String>> environmentRead,
    List<Problem> warnings) {
  public ParsedProject {
    packages = Map.copyOf(packages);
    templates = Map.copyOf(templates);
    environmentRead = Map.copyOf(environmentRead);
    warnings = List.copyOf(warnings);
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

  /// The same parse for another invocation. Its target and variables must be those of this one;
  /// whether the environment still fits, [#holdsFor] tells.
  public ParsedProject withOptions(ParseOptions other) {
    return new ParsedProject(
        config,
        packages,
        scope.with(other),
        manifest,
        derived,
        lookup,
        templates,
        environmentRead,
        warnings);
  }

  /// The same with the code of one more node, which is not part of the manifest.
  public ParsedProject with(Node node, Optional<Template> template) {
    var more = new HashMap<>(templates);
    template.ifPresent(code -> more.put(node.uniqueId(), code));
    return new ParsedProject(
        config, packages, scope, manifest, derived, lookup, more, environmentRead, warnings);
  }

  /// Whether parsing with `other` would give the same.
  public boolean holdsFor(ParseOptions other) {
    return options().target().equals(other.target())
        && options().vars().equals(other.vars())
        && environmentRead.entrySet().stream()
            .allMatch(read ->
                read.getValue()
                    .equals(Optional.ofNullable(other.environment().get(read.getKey()))));
  }
}
