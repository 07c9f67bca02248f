package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A fixed set of names behind a dot or in brackets, such as `exceptions` or `flags`.
final class HostFunctions extends HostValue {
  private final String type;
  private final Map<String, Value> members;
  private final Consumer<String> reads;

  HostFunctions(String type, Map<String, Value> members) {
    this(type, members, _ -> {});
  }

  /// @param reads learns each name that is looked for
  HostFunctions(String type, Map<String, Value> members, Consumer<String> reads) {
    this.type = type;
    this.members = Map.copyOf(members);
    this.reads = reads;
  }

  static Builtin free(String name, Builtin.FreeBody body) {
    return Builtin.free(name, body);
  }

  @Override
  public String typeName() {
    return type;
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    Value member = member(name);
    if (member == null && name.equals("get")) {
      return Builtin.free("get", this::get);
    }
    return member;
  }

  private Value get(Arguments arguments, Execution x) {
    Value found = item(arguments.at(0), x);
    Value fallback = arguments.count() > 1 ? arguments.at(1) : dev.bailey.jinja.value.None.NONE;
    return found == null ? fallback : found;
  }

  @Override
  public Set<String> attributeNames() {
    return members.keySet();
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    return key instanceof Str name ? member(name.value()) : null;
  }

  private @Nullable Value member(String name) {
    reads.accept(name);
    return members.get(name);
  }

  @Override
  public boolean isMapping() {
    return true;
  }

  @Override
  public boolean isIterable() {
    return true;
  }

  @Override
  public Iterator<Value> iterate(Execution x) {
    return members.keySet().stream().<Value>map(Str::of).iterator();
  }

  @Override
  public long length(Execution x) {
    return members.size();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<").append(type).append(">");
  }
}
