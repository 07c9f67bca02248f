package dev.bailey.engine.context;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import org.jspecify.annotations.Nullable;

/// `api`: the classes of relations and columns.
public final class ApiValue extends HostValue {
  private final RelationClass relation;
  private final ColumnClass column;

  public ApiValue(Place place) {
    this.relation = new RelationClass(place.adapter().relationStyle(), place.quoting());
    this.column = new ColumnClass(place.adapter().columnTypes());
  }

  @Override
  public String typeName() {
    return "dict";
  }

  @Override
  public boolean isMapping() {
    return true;
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "Relation" -> relation;
      case "Column" -> column;
      default -> null;
    };
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    return key instanceof Str name ? attribute(name.value(), x) : null;
  }
}
