package dev.bailey.project;

import dev.bailey.jinja.Template;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Nodes;
import dev.bailey.project.context.Templates;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Node;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The compiled code of nodes, compiled when it is first needed. Safe for use by several threads.
public final class NodeTemplates {
  private final Map<String, Compiled> nodes = new ConcurrentHashMap<>();

  /// Generic tests share one for each text.
  private final Map<String, Template> tests = new ConcurrentHashMap<>();

  /// @param code what was compiled: the code of a node may change from parse to parse
  private record Compiled(Code code, Template template) {}

  /// Takes over what `earlier` compiled, as far as it is of nodes that still have the same code.
  ///
  /// @param present the nodes that there are
  public void takeOver(NodeTemplates earlier, Map<String, Node> present) {
    earlier.nodes.forEach((id, compiled) -> {
      Node node = present.get(id);
      if (node != null && node.code().equals(compiled.code())) {
        nodes.putIfAbsent(id, compiled);
      }
    });
    earlier.tests.forEach(tests::putIfAbsent);
  }

  /// The template of a node that was parsed; none where its code has no tags, and for Python
  /// models.
  public Optional<Template> of(Node node) {
    String raw = node.code().raw();
    if (node instanceof GenericTest) {
      return Optional.of(tests.computeIfAbsent(raw, NodeTemplates::compile));
    }
    if (node.code().language().equals("python") || !Template.hasTags(raw)) {
      return Optional.empty();
    }
    Compiled known = nodes.get(node.uniqueId());
    if (known == null || !known.code().equals(node.code())) {
      known = new Compiled(node.code(), compile(node.code().source()));
      nodes.put(node.uniqueId(), known);
    }
    return Optional.of(known.template());
  }

  /// Whether the code of a node uses a name, wherever that may lead.
  public boolean names(Node node, String name) {
    return of(node).stream()
        .flatMap(template -> Nodes.all(template.body(), Expression.Name.class).stream())
        .anyMatch(used -> used.id().equals(name));
  }

  /// Keeps what was compiled while a node was parsed.
  public void keep(Node node, Template template) {
    nodes.put(node.uniqueId(), new Compiled(node.code(), template));
  }

  /// The template of something of the engine's that has the form of a generic test.
  public Template ofText(String text) {
    return tests.computeIfAbsent(text, NodeTemplates::compile);
  }

  private static Template compile(String text) {
    return compile(new Span(new SourceFile("generic test", text), 0, text.length()));
  }

  private static Template compile(Span code) {
    return switch (Templates.SQL.compile(code)) {
      case Outcome.Ok<Template>(Template template, _) -> template;
      case Outcome.Failed<Template>(var problems) ->
          throw new IllegalStateException(
              code.where() + " compiled before: " + problems.getFirst().message());
    };
  }
}
