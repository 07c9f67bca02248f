package dev.bailey.engine.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A dictionary that is large and seldom asked for, such as `graph`: made when a template touches
/// it. One thread at a time.
public final class LazyValue extends HostValue {
  private final Supplier<Value> maker;
  private @Nullable Value made;

  public LazyValue(Supplier<Value> maker) {
    this.maker = maker;
  }

  private Value value() {
    Value value = made;
    if (value == null) {
      value = maker.get();
      made = value;
    }
    return value;
  }

  private static @Nullable Value found(Value value) {
    return value instanceof Undefined ? null : value;
  }

  @Override
  public String typeName() {
    return value().typeName();
  }

  @Override
  public boolean truth() {
    return value().truth();
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return found(Operations.attribute(value(), name, x));
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    return found(Operations.item(value(), key, x));
  }

  @Override
  public Value slice(Value start, Value stop, Value step, Execution x) {
    return Operations.slice(value(), start, stop, step, x);
  }

  @Override
  public Value callMethod(String name, Arguments arguments, Execution x) {
    return Operations.callMethod(value(), name, arguments, x);
  }

  @Override
  public boolean isMapping() {
    return Operations.isMapping(value());
  }

  @Override
  public boolean isIterable() {
    return Operations.isIterable(value());
  }

  @Override
  public Iterator<Value> iterate(Execution x) {
    return Operations.iterate(value(), x);
  }

  @Override
  public long length(Execution x) {
    return Operations.length(value(), x);
  }

  @Override
  public boolean contains(Value item, Execution x) {
    return Operations.contains(value(), item, x);
  }

  @Override
  public Value plain(Execution x) {
    return value();
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(Str.of(value().str()).value());
  }

  @Override
  public void writeRepr(TextBuilder out) {
    value().writeRepr(out);
  }
}
