package dev.bailey.project.context;

import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlNode;
import java.util.IdentityHashMap;

/// Fresh values of a YAML document: what stands behind an alias is the same object, as in Python.
final class YamlValues {
  private final IdentityHashMap<YamlNode, Value> known = new IdentityHashMap<>();
  private final Execution x;

  private YamlValues(Execution x) {
    this.x = x;
  }

  static Value of(YamlNode node, Execution x) {
    return new YamlValues(x).value(node);
  }

  private Value value(YamlNode node) {
    x.meter().step();
    x.meter().items(1);
    Value shared = known.get(node);
    if (shared != null) {
      return shared;
    }
    Value value =
        switch (node) {
          case YamlNode.Sequence list ->
              ListValue.copyOf(list.items().stream().map(this::value).toList());
          case YamlNode.Mapping mapping -> dict(mapping);
          default -> Values.of(YamlData.of(node));
        };
    known.put(node, value);
    return value;
  }

  private DictValue dict(YamlNode.Mapping mapping) {
    var dict = DictValue.empty();
    for (YamlNode.Entry entry : mapping.entries()) {
      dict.put(value(entry.key()), value(entry.value()));
    }
    return dict;
  }
}
