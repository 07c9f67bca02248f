package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// What `groupby` gives for each group: a pair that also has names for its two parts.
final class GroupTuple extends HostValue {
  private final Value grouper;
  private final ListValue list;

  GroupTuple(Value grouper, ListValue list) {
    this.grouper = grouper;
    this.list = list;
  }

  private TupleValue pair() {
    return TupleValue.of(grouper, list);
  }

  @Override
  public String typeName() {
    return "_GroupTuple";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "grouper" -> grouper;
      case "list" -> list;
      case "index", "count" -> Operations.attribute(pair(), name, x);
      default -> null;
    };
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    Value found = Operations.item(pair(), key, x);
    return found instanceof dev.bailey.jinja.value.Undefined ? null : found;
  }

  @Override
  public Value plain(Execution x) {
    return pair();
  }

  @Override
  public Iterator<Value> iterate(Execution x) {
    return pair().items().iterator();
  }

  @Override
  public boolean isIterable() {
    return true;
  }

  @Override
  public boolean isSequence() {
    return true;
  }

  @Override
  public long length(Execution x) {
    return 2;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    pair().writeRepr(out);
  }

  @Override
  public boolean equals(Object other) {
    return switch (other) {
      case GroupTuple that -> pair().equals(that.pair());
      case TupleValue that -> pair().equals(that);
      default -> false;
    };
  }

  @Override
  public int hashCode() {
    return pair().hashCode();
  }
}
