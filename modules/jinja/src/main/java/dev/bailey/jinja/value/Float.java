package dev.bailey.jinja.value;

/// Python's `float`.
@SuppressWarnings("AvoidCommonTypeNames") // Python's name, as for every type here
public final class Float implements Value {
  private final double value;

  private Float(double value) {
    this.value = value;
  }

  /// The float `value`.
  public static Float of(double value) {
    return new Float(value);
  }

  /// The number as Java has it.
  public double value() {
    return value;
  }

  @Override
  public String typeName() {
    return "float";
  }

  @Override
  public boolean truth() {
    return value != 0;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append(str());
  }

  @Override
  public String str() {
    return FloatText.repr(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value that && Comparison.equal(this, that);
  }

  @Override
  public int hashCode() {
    return Hashes.of(value);
  }

  @Override
  public String toString() {
    return str();
  }
}
