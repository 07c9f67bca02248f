package dev.bailey.project.parse;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.Making;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Templates;
import dev.bailey.project.manifest.Doc;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Renders descriptions, which may quote docs blocks.
final class Descriptions {
  private final Scope scope;
  private final List<String> order;
  private final Map<String, Map<String, Doc>> docs = new LinkedHashMap<>();
  private final Problems problems;

  /// @param packages names of all packages, the root project's first
  Descriptions(Scope scope, List<String> packages, List<Doc> docs, Problems problems) {
    this.scope = scope;
    this.order = List.copyOf(packages);
    this.problems = problems;
    docs.forEach(doc ->
        this.docs
            .computeIfAbsent(doc.packageName(), _ -> new LinkedHashMap<>())
            .put(doc.name(), doc));
  }

  /// A description with the docs blocks that it quotes.
  record Description(String text, List<String> blocks) {}

  /// Reads the descriptions of one resource.
  @FunctionalInterface
  interface Reading {
    /// @param packageName the package of the resource that is described
    Description read(String text, String packageName, Span at);
  }

  /// The descriptions of a resource: dbt leaves those of what is switched off as they are written.
  ///
  /// @param enabled whether the resource is switched on
  Reading of(boolean enabled) {
    return enabled ? this::render : (text, _, _) -> new Description(text, List.of());
  }

  private Description render(String text, String packageName, Span at) {
    if (!Template.hasTags(text)) {
      return new Description(text, List.of());
    }
    var blocks = new ArrayList<String>();
    Context outer = scope.yaml(packageName, at.file().path());
    Value doc = Builtin.free("doc", (a, x) -> quote(a, x, packageName, blocks));
    Context names = name -> name.equals("doc") ? doc : outer.find(name);
    return switch (Templates.SQL.compile(new SourceFile(at.file().path(), text))) {
      case Outcome.Ok(Template template, _) -> new Description(run(template, names, at), blocks);
      case Outcome.Failed(var found) -> {
        found.forEach(p -> problems.error(p.code(), at, p.message()));
        yield new Description(text, List.of());
      }
    };
  }

  private String run(Template template, Context names, Span at) {
    try {
      return template.render(names, Scope.runRendering(dev.bailey.jinja.value.Budget.standard()));
    } catch (TemplateException e) {
      problems.error("description", at, e.text());
      return "";
    }
  }

  private Value quote(Arguments arguments, Execution x, String packageName, List<String> blocks) {
    if (arguments.count() < 1 || arguments.count() > 2) {
      throw TemplateException.of(
          "CompilationError",
          "doc() takes at most two arguments (%d given); write doc('block') or doc('package', 'block')"
              .formatted(arguments.count()));
    }
    String name = Operations.str(arguments.at(arguments.count() - 1), x);
    Optional<Doc> doc =
        arguments.count() == 2
            ? in(Operations.str(arguments.at(0), x), name)
            : find(packageName, name);
    Doc found = doc.orElseThrow(() -> missing(name));
    blocks.add(found.uniqueId());
    return Str.of(found.contents());
  }

  /// The package's own blocks first, then the root project's, then any other's.
  private Optional<Doc> find(String packageName, String name) {
    var places = new ArrayList<String>();
    places.add(packageName);
    places.addAll(order);
    return places.stream().flatMap(place -> in(place, name).stream()).findFirst();
  }

  private Optional<Doc> in(String packageName, String name) {
    Making.asks(Making.docName(name));
    return Optional.ofNullable(docs.getOrDefault(packageName, Map.of()).get(name));
  }

  private TemplateException missing(String name) {
    List<String> all = docs.values().stream().flatMap(map -> map.keySet().stream()).toList();
    String near = Spelling.hint(name, all);
    return TemplateException.of(
        "CompilationError",
        "Documentation for '%s' was not found. Add a {%% docs %s %%} block to a .md file.%s"
            .formatted(name, name, near));
  }
}
