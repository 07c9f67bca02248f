package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Snapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `config` at run time: calls do nothing any more, questions are answered.
final class RuntimeConfig extends HostValue {
  private static final Parameters GET = Parameters.of("get", "name, default=, validator=");
  private static final Parameters REQUIRE = Parameters.of("require", "name, validator=");

  private static final List<String> SNAPSHOT_COLUMNS =
      List.of("dbt_valid_from", "dbt_valid_to", "dbt_scd_id", "dbt_updated_at", "dbt_is_deleted");

  private final String name;
  private final Data.Dict values;
  private final Optional<Node> model;

  RuntimeConfig(Node node) {
    this(node.name(), values(node), Optional.of(node));
  }

  RuntimeConfig(String name, Data.Dict values) {
    this(name, values, Optional.empty());
  }

  private RuntimeConfig(String name, Data.Dict values, Optional<Node> model) {
    this.name = name;
    this.values = values;
    this.model = model;
  }

  /// A snapshot also tells what all of its own columns are called.
  private static Data.Dict values(Node node) {
    Data.Dict values = node.config().values();
    if (!(node instanceof Snapshot)) {
      return values;
    }
    Data.Dict wanted = node.config().dict("snapshot_meta_column_names");
    var names = Data.noEntries();
    for (String column : SNAPSHOT_COLUMNS) {
      names = names.with(column, wanted.present(column).orElse(Data.of(column)));
    }
    return values.with("snapshot_table_column_names", names);
  }

  @Override
  public String typeName() {
    return "RuntimeConfigObject";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    return Str.EMPTY;
  }

  @Override
  public @Nullable Value attribute(String attribute, Execution x) {
    return switch (attribute) {
      case "get" -> Builtin.of(GET, (a, y) -> get(values, a, y));
      case "require" -> Builtin.of(REQUIRE, (a, y) -> require(values, a, y));
      case "meta_get" -> Builtin.of(GET, (a, y) -> get(meta(), a, y));
      case "meta_require" -> Builtin.of(REQUIRE, (a, y) -> require(meta(), a, y));
      case "set" -> Builtin.free("set", (a, y) -> Str.EMPTY);
      case "model" -> model.map(ManifestData::of).map(Values::of).orElse(null);
      case "persist_relation_docs" -> Builtin.free(attribute, (a, y) -> persists("relation"));
      case "persist_column_docs" -> Builtin.free(attribute, (a, y) -> persists("columns"));
      default -> null;
    };
  }

  private Data.Dict meta() {
    return values.find("meta").orElse(Data.nothing()) instanceof Data.Dict meta
        ? meta
        : Data.noEntries();
  }

  /// A key that a kind of resource knows is there even when it is `null`; only unknown ones get the
  /// default.
  private static Optional<Data> find(Data.Dict values, String key) {
    return values
        .find(key)
        .or(() ->
            switch (key) {
              case "pre_hook" -> values.find("pre-hook");
              case "post_hook" -> values.find("post-hook");
              default -> Optional.empty();
            });
  }

  private static Value get(Data.Dict values, Parameters.Bound a, Execution x) {
    Value found =
        find(values, Operations.str(a.get(0), x)).map(Values::of).orElse(a.get(1, None.NONE));
    validate(a, 2, found, x);
    return found;
  }

  private Value require(Data.Dict values, Parameters.Bound a, Execution x) {
    String key = Operations.str(a.get(0), x);
    Value found =
        find(values, key)
            .map(Values::of)
            .orElseThrow(() ->
                TemplateException.of(
                    "CompilationError",
                    "Model '%s' does not define a required config parameter '%s'."
                        .formatted(name, key)));
    validate(a, 1, found, x);
    return found;
  }

  private static void validate(Parameters.Bound a, int index, Value value, Execution x) {
    if (a.has(index) && a.get(index) != None.NONE) {
      Operations.call(a.get(index), Arguments.of(value), x);
    }
  }

  private Value persists(String part) {
    return values.find("persist_docs").orElse(Data.nothing()) instanceof Data.Dict persist
        ? Bool.of(persist.find(part).map(Data::truth).orElse(false))
        : Bool.of(false);
  }
}
