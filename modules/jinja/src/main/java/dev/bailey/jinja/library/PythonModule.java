package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A Python module as templates see it: names and what they stand for, nothing to change.
public final class PythonModule extends HostValue {
  private final String name;
  private final Map<String, Value> members;

  public PythonModule(String name, Map<String, Value> members) {
    this.name = name;
    this.members = Map.copyOf(members);
  }

  @Override
  public String typeName() {
    return "module";
  }

  @Override
  public @Nullable Value attribute(String attribute, Execution x) {
    return members.get(attribute);
  }

  @Override
  public Set<String> attributeNames() {
    return members.keySet();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<module '" + name + "'>");
  }
}
