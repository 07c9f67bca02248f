package dev.bailey.jinja.value;

import java.util.Iterator;
import java.util.function.Supplier;

/// A Python iterator or generator (`map`, `zip`, `select`, ...): can be walked once.
public final class IteratorValue implements Value {
  private final String typeName;
  private final Supplier<String> repr;
  private final Iterator<Value> iterator;

  private IteratorValue(String typeName, Supplier<String> repr, Iterator<Value> iterator) {
    this.typeName = typeName;
    this.repr = repr;
    this.iterator = iterator;
  }

  /// @param typeName the Python type, such as `generator` or `zip`
  public static IteratorValue of(String typeName, Iterator<Value> iterator) {
    return new IteratorValue(typeName, () -> addressed(typeName + " object", iterator), iterator);
  }

  /// A generator, which prints the name of the function that makes its items.
  public static IteratorValue generator(String function, Iterator<Value> iterator) {
    return new IteratorValue(
        "generator", () -> addressed("generator object " + function, iterator), iterator);
  }

  /// An iterator that prints `repr`.
  public static IteratorValue shown(
      String typeName, Supplier<String> repr, Iterator<Value> iterator) {
    return new IteratorValue(typeName, repr, iterator);
  }

  private static String addressed(String shown, Object object) {
    return "<%s at 0x%012x>".formatted(shown, System.identityHashCode(object));
  }

  /// What is left to come; shared by everybody who asks.
  public Iterator<Value> iterator() {
    return iterator;
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append(repr.get());
  }

  @Override
  public String toString() {
    return repr();
  }
}
