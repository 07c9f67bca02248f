package dev.bailey.project.context;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.manifest.Data;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A node as a naming macro sees it: made only when the macro looks at it, and it remembers whether
/// that happened.
final class NodeWitness extends HostValue {
  private final Supplier<Data.Dict> node;
  private @Nullable Value made;

  NodeWitness(Supplier<Data.Dict> node) {
    this.node = node;
  }

  boolean wasAsked() {
    return made != null;
  }

  private Value made() {
    if (made == null) {
      made = Values.of(node.get());
    }
    return made;
  }

  @Override
  public String typeName() {
    return "ModelNode";
  }

  @Override
  public Value attribute(String name, Execution x) {
    return Operations.attribute(made(), name, x);
  }

  @Override
  public Value item(Value key, Execution x) {
    return Operations.item(made(), key, x);
  }

  @Override
  public Value plain(Execution x) {
    return made();
  }

  @Override
  public boolean isMapping() {
    return made().truth();
  }

  @Override
  public boolean isIterable() {
    return made().truth();
  }

  @Override
  public Iterator<Value> iterate(Execution x) {
    return Operations.iterate(made(), x);
  }

  @Override
  public void writeRepr(TextBuilder out) {
    made().writeRepr(out);
  }
}
