package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The macros of one package, as in `dbt_utils.star`.
final class MacroSpace extends HostValue {
  private final String namespace;
  private final Names names;

  MacroSpace(String namespace, Names names) {
    this.namespace = namespace;
    this.names = names;
  }

  @Override
  public String typeName() {
    return "MacroNamespace";
  }

  @Override
  public String qualifiedTypeName() {
    return "dbt.context.macros.MacroNamespace";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    Value found = item(Str.of(name), x);
    return found == null && name.equals("get") ? Builtin.free("get", this::get) : found;
  }

  private Value get(Arguments arguments, Execution x) {
    Value found = item(arguments.at(0), x);
    Value fallback = arguments.count() > 1 ? arguments.at(1) : None.NONE;
    return found == null ? fallback : found;
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    if (!(key instanceof Str name)) {
      return null;
    }
    Value replaced = names.replaced(namespace + "." + name.value());
    return replaced != null
        ? replaced
        : names.macros().member(namespace, name.value()).map(names::bound).orElse(null);
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
    return names.macros().catalog().names(namespace).stream().<Value>map(Str::of).iterator();
  }

  @Override
  public long length(Execution x) {
    return names.macros().catalog().names(namespace).size();
  }
}
