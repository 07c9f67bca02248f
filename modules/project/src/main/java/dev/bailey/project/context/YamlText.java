package dev.bailey.project.context;

import dev.bailey.project.manifest.Data;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/// `toyaml`: block style, as PyYAML's `safe_dump` writes it.
final class YamlText {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setDefaultScalarStyle(ScalarStyle.PLAIN)
          .setWidth(80)
          .build();

  private YamlText() {}

  static String of(Data data, boolean sorted) {
    return new Dump(SETTINGS).dumpToString(plain(data, sorted));
  }

  private static @org.jspecify.annotations.Nullable Object plain(Data data, boolean sorted) {
    return switch (data) {
      case Data.Nothing _ -> null;
      case Data.Truth(boolean value) -> value;
      case Data.Whole(var value) -> value;
      case Data.Real(double value) -> value;
      case Data.Text(String value) -> value;
      case Data.Date(var value) -> value.toString();
      case Data.Moment(var value, _) -> value.toString();
      case Data.Items(List<Data> items) -> {
        var list = new ArrayList<@org.jspecify.annotations.Nullable Object>();
        items.forEach(item -> list.add(plain(item, sorted)));
        yield list;
      }
      case Data.Dict(Map<Data, Data> entries) -> {
        var map =
            new java.util.LinkedHashMap<
                @org.jspecify.annotations.Nullable Object,
                @org.jspecify.annotations.Nullable Object>();
        var keys = new ArrayList<>(entries.keySet());
        if (sorted) {
          keys.sort(Comparator.comparing(key -> key.asText().orElse(key.toString())));
        }
        keys.forEach(key ->
            map.put(plain(key, sorted), plain(entries.getOrDefault(key, Data.nothing()), sorted)));
        yield map;
      }
    };
  }
}
