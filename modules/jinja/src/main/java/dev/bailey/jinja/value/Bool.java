package dev.bailey.jinja.value;

/// Python's `True` and `False`; numbers as well, equal to 1 and 0.
public final class Bool implements Value {
  public static final Bool TRUE = new Bool(true);
  public static final Bool FALSE = new Bool(false);

  private final boolean value;

  private Bool(boolean value) {
    this.value = value;
  }

  /// One of the two.
  public static Bool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public String typeName() {
    return "bool";
  }

  @Override
  public boolean truth() {
    return value;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append(str());
  }

  @Override
  public String str() {
    return value ? "True" : "False";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value that && Comparison.equal(this, that);
  }

  @Override
  public int hashCode() {
    return value ? 1 : 0;
  }

  @Override
  public String toString() {
    return str();
  }
}
