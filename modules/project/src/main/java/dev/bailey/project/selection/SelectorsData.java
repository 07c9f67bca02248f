package dev.bailey.project.selection;

import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/// The selectors of selectors.yml in the form in which dbt writes them to the manifest: by name,
/// with every part of a definition as a dictionary.
public final class SelectorsData {
  private static final List<String> SETS = List.of("union", "intersection");

  private SelectorsData() {}

  /// @param file the whole of selectors.yml
  public static Data.Dict of(Data file) {
    var all = new LinkedHashMap<String, Data>();
    if (file instanceof Data.Dict dict
        && dict.find("selectors").orElse(Data.noItems()) instanceof Data.Items(List<Data> items)) {
      for (Data item : items) {
        if (item instanceof Data.Dict selector) {
          selector
              .find("name")
              .flatMap(Data::asText)
              .ifPresent(name -> all.put(name, selector(selector)));
        }
      }
    }
    return Data.dict(all);
  }

  private static Data.Dict selector(Data.Dict selector) {
    return selector
        .find("definition")
        .map(definition -> selector.with("definition", definition(definition)))
        .orElse(selector);
  }

  private static Data definition(Data definition) {
    return switch (definition) {
      case Data.Text(String item) -> item(item);
      case Data.Dict dict -> dictionary(dict);
      default -> definition;
    };
  }

  private static Data dictionary(Data.Dict definition) {
    for (String set : SETS) {
      if (definition.find(set).isPresent()) {
        return Data.noEntries().with(set, each(definition.find(set).get()));
      }
    }
    if (definition.isEmpty()) {
      return definition;
    }
    Map.Entry<Data, Data> first = definition.entries().entrySet().iterator().next();
    String key = first.getKey().asText().orElse("");
    if (key.equals("exclude")) {
      return Data.noEntries().with(key, each(first.getValue()));
    }
    return definition.entries().size() == 1
        ? Data.noEntries().with("method", Data.of(key)).with("value", each(first.getValue()))
        : definition;
  }

  private static Data each(Data parts) {
    return parts instanceof Data.Items(List<Data> items)
        ? new Data.Items(items.stream().map(SelectorsData::definition).toList())
        : parts;
  }

  /// One item of the command line's form.
  private static Data item(String text) {
    Matcher item = SelectionParser.ITEM.matcher(text);
    if (!item.matches()
        || !(SelectionParser.item(text, Indirect.EAGER)
            instanceof Outcome.Ok<Selection>(Selection.Criterion criterion, _))) {
      return Data.noEntries().with("error", Data.of("Invalid selector spec"));
    }
    var all = new LinkedHashMap<String, Data>();
    mark("childrens_parents", item.group("whole"), all);
    mark("parents", item.group("parents"), all);
    depth("parents_depth", item.group("up"), all);
    all.put("method", Data.of(method(criterion)));
    all.put("value", Data.of(item.group("value")));
    mark("children", item.group("children"), all);
    depth("children_depth", item.group("down"), all);
    return Data.dict(all);
  }

  private static String method(Selection.Criterion criterion) {
    String word = criterion.method().word();
    return criterion.arguments().isEmpty()
        ? word
        : word + "." + String.join(".", criterion.arguments());
  }

  private static void mark(
      String name, @org.jspecify.annotations.Nullable String text, Map<String, Data> all) {
    if (text != null) {
      all.put(name, Data.of(true));
    }
  }

  private static void depth(
      String name, @org.jspecify.annotations.Nullable String text, Map<String, Data> all) {
    if (text != null && !text.isEmpty()) {
      all.put(name, Data.of(text));
    }
  }
}
