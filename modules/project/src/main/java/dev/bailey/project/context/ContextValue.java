package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// `context`: all names as a dictionary; and `builtins`: dbt's own functions, whatever macros
/// replace them.
final class ContextValue extends HostValue {
  private final Names names;
  private final boolean isBuiltins;

  ContextValue(Names names, boolean isBuiltins) {
    this.names = names;
    this.isBuiltins = isBuiltins;
  }

  @Override
  public String typeName() {
    return "dict";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "get" -> Builtin.free("get", this::get);
      case "keys" ->
          Builtin.free(
              "keys",
              (a, y) -> ListValue.copyOf(names.names().stream().<Value>map(Str::of).toList()));
      default -> find(name);
    };
  }

  private Value get(Arguments arguments, Execution x) {
    Value found = item(arguments.at(0), x);
    Value fallback = arguments.count() > 1 ? arguments.at(1) : None.NONE;
    return found == null ? fallback : found;
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    return key instanceof Str name ? find(name.value()) : null;
  }

  private @Nullable Value find(String name) {
    return isBuiltins ? names.builtin(name) : names.find(name);
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
    return names.names().stream().<Value>map(Str::of).iterator();
  }

  @Override
  public long length(Execution x) {
    return names.names().size();
  }
}
