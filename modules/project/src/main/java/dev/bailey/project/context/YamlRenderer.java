package dev.bailey.project.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlNodes;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/// Renders the texts of a YAML file in dbt's native way: a text that is one expression keeps the
/// type of its value. One thread at a time.
public final class YamlRenderer {
  private final Context names;
  private final List<Problem> problems;

  /// @param problems where templates that fail are reported; their value is `null`
  public YamlRenderer(Context names, List<Problem> problems) {
    this.names = names;
    this.problems = problems;
  }

  /// All texts of `node` rendered.
  public Data render(YamlNode node) {
    return YamlData.of(node, text -> text(text.value(), text.span()));
  }

  /// All texts of `node` rendered, each value at the place of its text.
  public YamlNode nodes(YamlNode node) {
    return switch (node) {
      case YamlNode.Text(Span span, String value) -> YamlNodes.of(text(value, span), span);
      case YamlNode.Sequence(Span span, List<YamlNode> items) ->
          new YamlNode.Sequence(span, items.stream().map(this::nodes).toList());
      case YamlNode.Mapping(Span span, List<YamlNode.Entry> entries) ->
          new YamlNode.Mapping(
              span,
              entries.stream()
                  .map(entry -> new YamlNode.Entry(entry.key(), nodes(entry.value())))
                  .toList());
      default -> node;
    };
  }

  /// All texts of `node` rendered, except those whose path of keys is `late`.
  public Data render(YamlNode node, Predicate<List<String>> late) {
    return render(node, late, List.of());
  }

  private Data render(YamlNode node, Predicate<List<String>> late, List<String> path) {
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        var entries = new LinkedHashMap<Data, Data>();
        for (YamlNode.Entry entry : mapping.entries()) {
          Data key = YamlData.of(entry.key());
          var below = new ArrayList<>(path);
          below.add(key.asText().orElse(""));
          entries.put(key, render(entry.value(), late, below));
        }
        yield new Data.Dict(entries);
      }
      case YamlNode.Sequence(_, List<YamlNode> items) ->
          new Data.Items(items.stream().map(item -> render(item, late, path)).toList());
      case YamlNode.Text(Span span, String value) when !late.test(path) -> text(value, span);
      default -> YamlData.of(node);
    };
  }

  /// One text rendered.
  ///
  /// @param at where it stands
  public Data text(String text, Span at) {
    if (!Template.hasTags(text)) {
      // as a template it would lose its last end of line
      return new Data.Text(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }
    return switch (Templates.YAML.compile(new SourceFile(at.file().path(), text))) {
      case Outcome.Ok(Template template, _) -> render(template, at);
      case Outcome.Failed(List<Problem> found) -> {
        found.forEach(p -> problems.add(Problem.error(p.code(), at, p.message())));
        yield Data.nothing();
      }
    };
  }

  private Data render(Template template, Span at) {
    var rendering = Scope.yamlRendering();
    try {
      return Values.data(template.renderNative(names, rendering), rendering);
    } catch (TemplateException e) {
      problems.add(Problem.error("yaml-rendering", at, "Could not render: " + e.text()));
      return Data.nothing();
    }
  }
}
