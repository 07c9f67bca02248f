package dev.bailey.jinja.library;

import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import org.jspecify.annotations.Nullable;

/// `namespace(...)`: attributes that `{% set ns.name = value %}` can change from any scope.
public final class Namespace extends HostValue {
  private final DictValue attributes;

  Namespace(DictValue attributes) {
    this.attributes = attributes;
  }

  /// Sets the attribute `name`, as `{% set ns.name = value %}` does.
  public void set(String name, Value value, Execution x) {
    x.meter().items(1);
    attributes.put(name, value);
  }

  @Override
  public String typeName() {
    return "Namespace";
  }

  @Override
  public String qualifiedTypeName() {
    return "jinja2.utils.Namespace";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return attributes.get(name);
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<Namespace ");
    attributes.writeRepr(out);
    out.append('>');
  }
}
