package dev.bailey.jinja.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Python's `int`: a `long` where it fits, a [BigInteger] beyond.
public final class Int implements Value {
  private static final int CACHE_LOW = -128;
  private static final int CACHE_HIGH = 1024;
  private static final Int[] CACHE = cache();

  public static final Int ZERO = of(0);
  public static final Int ONE = of(1);

  private final long small;
  private final @Nullable BigInteger big;

  private Int(long small, @Nullable BigInteger big) {
    this.small = small;
    this.big = big;
  }

  private static Int[] cache() {
    var cache = new Int[CACHE_HIGH - CACHE_LOW + 1];
    for (int i = 0; i < cache.length; i++) {
      cache[i] = new Int(i + CACHE_LOW, null);
    }
    return cache;
  }

  /// The integer `value`.
  public static Int of(long value) {
    if (value >= CACHE_LOW && value <= CACHE_HIGH) {
      return CACHE[(int) value - CACHE_LOW];
    }
    return new Int(value, null);
  }

  /// The integer `value`, kept small where it fits.
  public static Int of(BigInteger value) {
    return value.bitLength() < Long.SIZE ? of(value.longValue()) : new Int(0, value);
  }

  /// Whether it fits into a `long`.
  public boolean isLong() {
    return big == null;
  }

  /// The value; only when [#isLong].
  public long longValue() {
    if (big != null) {
      throw new IllegalStateException("not a long");
    }
    return small;
  }

  /// The value, whatever its size.
  public BigInteger bigValue() {
    return big != null ? big : BigInteger.valueOf(small);
  }

  /// -1, 0 or 1.
  public int sign() {
    return big != null ? big.signum() : Long.signum(small);
  }

  @Override
  public String typeName() {
    return "int";
  }

  @Override
  public boolean truth() {
    return small != 0 || big != null;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append(str());
  }

  @Override
  public String str() {
    return big != null ? Integers.decimal(big) : Long.toString(small);
  }

  @Override
  public boolean equals(Object other) {
    if (other instanceof Int that && big == null && that.big == null) {
      return small == that.small;
    }
    return other instanceof Value that && Comparison.equal(this, that);
  }

  @Override
  public int hashCode() {
    return big == null ? Hashes.of(small) : Hashes.of(big);
  }

  @Override
  public String toString() {
    return str();
  }
}
