package dev.bailey.jinja.value;

import java.util.Iterator;

/// A Python iterator or generator (`map`, `zip`, `select`, ...): can be walked once.
public final class IteratorValue implements Value {
  private final String typeName;
  private final String shown;
  private final Iterator<Value> iterator;

  private IteratorValue(String typeName, String shown, Iterator<Value> iterator) {
    this.typeName = typeName;
    this.shown = shown;
    this.iterator = iterator;
  }

  /// @param typeName the Python type, such as `generator` or `zip`
  public static IteratorValue of(String typeName, Iterator<Value> iterator) {
    return new IteratorValue(typeName, typeName + " object", iterator);
  }

  /// A generator, which prints the name of the function that makes its items.
  public static IteratorValue generator(String function, Iterator<Value> iterator) {
    return new IteratorValue("generator", "generator object " + function, iterator);
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
    out.append("<").append(shown).append(" at 0x");
    out.append("%012x>".formatted(System.identityHashCode(this)));
  }

  @Override
  public String toString() {
    return repr();
  }
}
