package dev.bailey.project.relation;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `api.Column`: makes columns.
public final class ColumnClass extends HostValue {
  private final ColumnTypes types;

  public ColumnClass(ColumnTypes types) {
    this.types = types;
  }

  @Override
  public String typeName() {
    return "type";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    return new ColumnValue(
        Given.argument(arguments, 0, "column").str(),
        Given.argument(arguments, 1, "dtype").str(),
        new ColumnValue.Size(
            number(arguments, 2, "char_size"),
            number(arguments, 3, "numeric_precision"),
            number(arguments, 4, "numeric_scale")),
        types);
  }

  private static Optional<Long> number(Arguments arguments, int place, String name) {
    return Given.whole(Given.argument(arguments, place, name));
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return ColumnValue.ofClass(name, types);
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<class '" + types.pythonName() + "'>");
  }
}
