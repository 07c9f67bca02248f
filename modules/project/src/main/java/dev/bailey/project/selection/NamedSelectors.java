package dev.bailey.project.selection;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads selectors.yml.
///
/// @see <a href="https://docs.getdbt.com/reference/node-selection/yaml-selectors">dbt's
///   description</a>
public final class NamedSelectors {
  private final List<Problem> problems = new ArrayList<>();

  private NamedSelectors() {}

  /// The selectors of a project.
  ///
  /// @param selections by name
  /// @param byDefault the one that counts when neither `--select` nor `--selector` is given
  public record All(Map<String, Selection> selections, Optional<String> byDefault) {
    public static final All NONE = new All(Map.of(), Optional.empty());

    public All {
      selections = Map.copyOf(selections);
    }
  }

  /// The selectors of a file.
  public static Outcome<All> read(YamlNode file) {
    return new NamedSelectors().all(file);
  }

  private Outcome<All> all(YamlNode file) {
    var selections = new LinkedHashMap<String, Selection>();
    Optional<String> byDefault = Optional.empty();
    for (YamlNode entry : items(find(file, "selectors"))) {
      Optional<String> name = find(entry, "name").flatMap(NamedSelectors::text);
      Optional<YamlNode> definition = find(entry, "definition");
      if (name.isEmpty() || definition.isEmpty()) {
        refuse(entry.span(), "A selector needs a name and a definition");
        continue;
      }
      selections.put(name.get(), selection(definition.get(), Indirect.EAGER));
      if (find(entry, "default").map(YamlData::of).map(Data::truth).orElse(false)) {
        if (byDefault.isPresent()) {
          refuse(
              entry.span(),
              "The selectors '%s' and '%s' are both the default. Leave one of them"
                  .formatted(byDefault.get(), name.get()));
        }
        byDefault = name;
      }
    }
    return problems.isEmpty()
        ? Outcome.ok(new All(selections, byDefault))
        : new Outcome.Failed<>(problems);
  }

  private Selection selection(YamlNode node, Indirect indirect) {
    return switch (node) {
      case YamlNode.Text text -> item(text, indirect);
      case YamlNode.Mapping mapping -> dictionary(mapping, indirect);
      default -> {
        refuse(node.span(), "Expected text or a dictionary that says what to select");
        yield Selection.everything(indirect);
      }
    };
  }

  private Selection item(YamlNode.Text text, Indirect indirect) {
    return switch (SelectionParser.item(text.value(), indirect)) {
      case Outcome.Ok<Selection>(var selection, _) -> selection;
      case Outcome.Failed<Selection>(var found) -> {
        found.forEach(problem -> refuse(text.span(), problem.message()));
        yield Selection.everything(indirect);
      }
    };
  }

  private Selection dictionary(YamlNode.Mapping mapping, Indirect indirect) {
    Optional<YamlNode> union = mapping.find("union");
    Optional<YamlNode> intersection = mapping.find("intersection");
    if (union.isPresent()) {
      return parts(union.get(), indirect, true);
    }
    if (intersection.isPresent()) {
      return parts(intersection.get(), indirect, false);
    }
    if (mapping.find("method").isPresent()) {
      return method(mapping, indirect);
    }
    if (mapping.entries().size() == 1) {
      return shorthand(mapping.entries().getFirst(), indirect);
    }
    refuse(mapping.span(), "Expected one of: union, intersection, method, or `method: value`");
    return Selection.everything(indirect);
  }

  private Selection shorthand(YamlNode.Entry entry, Indirect indirect) {
    return criterion(
        entry.value().span(),
        text(entry.key()).orElse(""),
        scalar(entry.value()),
        Selection.Reach.NONE,
        indirect);
  }

  /// `union` or `intersection`, an `exclude` among its items taken from the whole.
  private Selection parts(YamlNode list, Indirect indirect, boolean union) {
    var parts = new ArrayList<Selection>();
    var without = new ArrayList<Selection>();
    for (YamlNode part : items(Optional.of(list))) {
      Optional<YamlNode> exclude =
          part instanceof YamlNode.Mapping m && m.entries().size() == 1
              ? m.find("exclude")
              : Optional.empty();
      if (exclude.isPresent()) {
        items(exclude).forEach(item -> without.add(selection(item, indirect)));
      } else {
        parts.add(selection(part, indirect));
      }
    }
    String text = text(parts, union ? " " : ",");
    Selection all =
        union || parts.isEmpty()
            ? new Selection.Union(text, parts, indirect, true)
            : new Selection.Intersection(text, parts, indirect);
    return except(all, without, indirect);
  }

  private static Selection except(Selection all, List<Selection> without, Indirect indirect) {
    return without.isEmpty()
        ? all
        : new Selection.Difference(
            all.text(),
            all,
            new Selection.Union(text(without, " "), without, indirect, false),
            indirect);
  }

  private static String text(List<Selection> parts, String between) {
    return String.join(between, parts.stream().map(Selection::text).toList());
  }

  private Selection method(YamlNode.Mapping mapping, Indirect outer) {
    Indirect indirect =
        mapping
            .find("indirect_selection")
            .flatMap(NamedSelectors::text)
            .flatMap(Indirect::named)
            .orElse(outer);
    Selection all =
        criterion(
            mapping.span(),
            mapping.find("method").flatMap(NamedSelectors::text).orElse(""),
            mapping.find("value").map(this::scalar).orElse(""),
            new Selection.Reach(
                isTrue(mapping, "childrens_parents"),
                depth(mapping, "parents"),
                depth(mapping, "children")),
            indirect);
    var without = new ArrayList<Selection>();
    items(mapping.find("exclude")).forEach(item -> without.add(selection(item, indirect)));
    return except(all, without, indirect);
  }

  private static boolean isTrue(YamlNode.Mapping mapping, String key) {
    return mapping.find(key).map(YamlData::of).map(Data::truth).orElse(false);
  }

  private static OptionalInt depth(YamlNode.Mapping mapping, String side) {
    if (!isTrue(mapping, side)) {
      return OptionalInt.empty();
    }
    Optional<Data> depth = mapping.find(side + "_depth").map(YamlData::of);
    return OptionalInt.of(
        depth
            .filter(Data.Whole.class::isInstance)
            .map(Data.Whole.class::cast)
            .map(whole -> whole.value().min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue())
            .orElse(Integer.MAX_VALUE));
  }

  private Selection criterion(
      Span at, String method, String value, Selection.Reach reach, Indirect indirect) {
    List<String> words = List.of(method.split("\\.", -1));
    Optional<Method> known = Method.named(words.getFirst());
    if (known.isEmpty()) {
      refuse(at, "'%s' is not a valid method name".formatted(words.getFirst()));
    }
    return new Selection.Criterion(
        method + ":" + value,
        known.orElse(Method.FQN),
        words.subList(1, words.size()),
        value,
        reach,
        indirect);
  }

  private String scalar(YamlNode node) {
    return switch (node) {
      case YamlNode.Text text -> text.value();
      case YamlNode.Truth(_, boolean value) -> value ? "True" : "False";
      case YamlNode.Whole(_, var value) -> value.toString();
      case YamlNode.Real(_, double value) -> String.valueOf(value);
      default -> {
        refuse(node.span(), "Expected text");
        yield "";
      }
    };
  }

  private static Optional<YamlNode> find(YamlNode node, String key) {
    return node instanceof YamlNode.Mapping mapping ? mapping.find(key) : Optional.empty();
  }

  private static Optional<String> text(YamlNode node) {
    return node instanceof YamlNode.Text text ? Optional.of(text.value()) : Optional.empty();
  }

  private static List<YamlNode> items(Optional<YamlNode> node) {
    return node.filter(YamlNode.Sequence.class::isInstance)
        .map(YamlNode.Sequence.class::cast)
        .map(YamlNode.Sequence::items)
        .orElse(List.of());
  }

  private void refuse(Span at, String message) {
    problems.add(Problem.error("selector", at, message));
  }
}
