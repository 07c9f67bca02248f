package dev.bailey.engine.run;

import dev.bailey.engine.context.LazyValue;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A dictionary whose keys are attributes, as those of Python's data classes are: `x.name`, and
/// `x.to_dict()` for all of them. Made when a template touches it.
final class ObjectValue extends HostValue {
  private final String typeName;
  private final Supplier<Value> maker;
  private final LazyValue fields;

  /// @param maker makes the dictionary anew each time
  ObjectValue(String typeName, Supplier<Value> maker) {
    this.typeName = typeName;
    this.maker = maker;
    this.fields = new LazyValue(maker);
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    if (name.equals("to_dict")) {
      return Builtin.free(name, (_, _) -> maker.get());
    }
    Value found = Operations.item(fields, Str.of(name), x);
    return found instanceof Undefined ? null : found;
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    return key instanceof Str name ? attribute(name.value(), x) : null;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append(typeName).append("(");
    fields.writeRepr(out);
    out.append(")");
  }
}
