package dev.bailey.project.relation;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.Dialect;
import org.jspecify.annotations.Nullable;

/// `api`: the classes of relations and columns.
public final class ApiValue extends HostValue {
  private final RelationClass relation;
  private final ColumnClass column;

  /// @param quoting the project's
  public ApiValue(Dialect dialect, Relation.Policy quoting) {
    this.relation = new RelationClass(dialect.relationStyle(), quoting);
    this.column = new ColumnClass(dialect.columnTypes());
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
