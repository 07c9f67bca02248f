package dev.bailey.jinja.value;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tuple that also has names for its parts, such as what `groupby` gives for each group.
public final class NamedTuple extends HostValue {
  private final String typeName;
  private final boolean showsNames;
  private final List<String> names;
  private final TupleValue parts;

  private NamedTuple(String typeName, boolean showsNames, List<String> names, TupleValue parts) {
    this.typeName = typeName;
    this.showsNames = showsNames;
    this.names = names;
    this.parts = parts;
  }

  /// One that prints as a tuple.
  public static NamedTuple plain(String typeName, List<String> names, Value... parts) {
    return new NamedTuple(typeName, false, names, TupleValue.of(parts));
  }

  /// One that prints its type and the name of each part.
  ///
  /// @param typeName with the module, such as `time.struct_time`
  public static NamedTuple named(String typeName, List<String> names, Value... parts) {
    return new NamedTuple(typeName, true, names, TupleValue.of(parts));
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public boolean truth() {
    return parts.truth();
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    int index = names.indexOf(name);
    if (index >= 0) {
      return parts.at(index);
    }
    return switch (name) {
      case "index", "count" -> Operations.attribute(parts, name, x);
      default -> null;
    };
  }

  @Override
  public List<String> attributeNames() {
    return names;
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    Value found = Operations.item(parts, key, x);
    return found instanceof Undefined ? null : found;
  }

  @Override
  public Value slice(Value start, Value stop, Value step, Execution x) {
    return Slices.slice(parts, start, stop, step, x);
  }

  @Override
  public Value plain(Execution x) {
    return parts;
  }

  @Override
  public Iterator<Value> iterate(Execution x) {
    return parts.items().iterator();
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
    return parts.size();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    if (!showsNames) {
      parts.writeRepr(out);
      return;
    }
    out.append(typeName).append('(');
    for (int i = 0; i < parts.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(names.get(i)).append('=');
      parts.at(i).writeRepr(out);
    }
    out.append(')');
  }

  @Override
  public boolean equals(Object other) {
    return switch (other) {
      case NamedTuple that -> parts.equals(that.parts);
      case TupleValue that -> parts.equals(that);
      default -> false;
    };
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }
}
