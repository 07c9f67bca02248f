package dev.bailey.jinja.value;

import java.math.BigDecimal;

/// Python's `decimal.Decimal`, finite ones only: databases give no others here.
public final class DecimalValue implements Value {
  private final BigDecimal value;

  private DecimalValue(BigDecimal value) {
    this.value = value;
  }

  /// The number, with its scale: `1.0` and `1.00` are equal, but print differently.
  public static DecimalValue of(BigDecimal value) {
    return new DecimalValue(value);
  }

  /// The number as Java has it.
  public BigDecimal value() {
    return value;
  }

  @Override
  public String typeName() {
    return "decimal.Decimal";
  }

  @Override
  public boolean truth() {
    return value.signum() != 0;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("Decimal('").append(str()).append("')");
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(str());
  }

  /// Both languages follow the General Decimal Arithmetic Specification's to-scientific-string.
  @Override
  public String str() {
    return value.toString();
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
