package dev.bailey.engine.context;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.Given;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One entry of a model's `indexes`, checked: what `adapter.parse_index` gives.
final class IndexValue extends HostValue {
  private static final Set<String> KEYS = Set.of("columns", "unique", "type");

  private final List<Value> columns;
  private final boolean unique;
  private final Optional<String> type;

  private IndexValue(List<Value> columns, boolean unique, Optional<String> type) {
    this.columns = List.copyOf(columns);
    this.unique = unique;
    this.type = type;
  }

  /// The index, or `none` when nothing was given.
  static Value parse(Value raw, Execution x) {
    if (!(raw instanceof DictValue dict)) {
      throw Failures.compilation(
          "Invalid index config:\n  Got: "
              + raw.repr()
              + "\n  Expected a dictionary with at"
              + " minimum a \"columns\" key");
    }
    for (Value key : dict.entries().keySet()) {
      if (!KEYS.contains(key.str())) {
        throw Failures.compilation(
            "Could not parse index config: Additional properties are not allowed ("
                + key.repr()
                + " was unexpected)");
      }
    }
    Value columns = Given.member(raw, "columns", x);
    if (!(columns instanceof ListValue list)) {
      throw Failures.compilation("Could not parse index config: 'columns' is a required property");
    }
    return new IndexValue(
        list.items(),
        Given.member(raw, "unique", x).truth(),
        Given.text(Given.member(raw, "type", x)));
  }

  @Override
  public String typeName() {
    return "PostgresIndexConfig";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "columns" -> ListValue.copyOf(columns);
      case "unique" -> Bool.of(unique);
      case "type" -> Given.orNone(type);
      case "render" -> Builtin.free(name, (a, y) -> Str.of(name(a.at(0), y)));
      default -> null;
    };
  }

  /// A name that no other index has: it holds the time, as dbt's does, because an index keeps its
  /// name when its table is renamed.
  private String name(Value relation, Execution x) {
    var parts = new ArrayList<String>();
    columns.forEach(column -> parts.add(column.str()));
    parts.add(Operations.str(relation, x));
    parts.add(unique ? "True" : "False");
    parts.add(type.orElse("None"));
    parts.add(x.clock().instant().toString());
    return md5(String.join("_", parts));
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
