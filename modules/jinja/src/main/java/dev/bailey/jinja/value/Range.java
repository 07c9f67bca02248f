package dev.bailey.jinja.value;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Python's `range`: lazy, so that its size costs nothing until somebody makes a list of it.
public final class Range implements Value {
  private final long start;
  private final long stop;
  private final long step;
  private final long size;

  private Range(long start, long stop, long step) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.size = sizeOf(start, stop, step);
  }

  /// The integers from `start` to before `stop`; ValueError when `step` is 0.
  public static Range of(long start, long stop, long step) {
    if (step == 0) {
      throw TemplateException.valueError("range() arg 3 must not be zero");
    }
    return new Range(start, stop, step);
  }

  private static long sizeOf(long start, long stop, long step) {
    if (step > 0 ? start >= stop : start <= stop) {
      return 0;
    }
    long distance = step > 0 ? stop - start : start - stop;
    long stride = Math.abs(step);
    if (distance < 0 || stride < 0) {
      throw TemplateException.of("OverflowError", "Python int too large to convert to C ssize_t");
    }
    return (distance - 1) / stride + 1;
  }

  public long start() {
    return start;
  }

  public long stop() {
    return stop;
  }

  public long step() {
    return step;
  }

  /// The number of integers in it.
  public long size() {
    return size;
  }

  /// The integer at `index`, which lies in 0 to before [#size].
  public Int at(long index) {
    return Int.of(start + index * step);
  }

  /// The position of `value`, or -1 when it is not in the range.
  public long indexOf(long value) {
    if (size == 0) {
      return -1;
    }
    long last = start + (size - 1) * step;
    boolean inside = step > 0 ? value >= start && value <= last : value <= start && value >= last;
    return inside && (value - start) % step == 0 ? (value - start) / step : -1;
  }

  public Iterator<Value> iterator() {
    return new Iterator<>() {
      private long next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public Value next() {
        if (next >= size) {
          throw new NoSuchElementException();
        }
        return at(next++);
      }
    };
  }

  @Override
  public String typeName() {
    return "range";
  }

  @Override
  public boolean truth() {
    return size > 0;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("range(" + start + ", " + stop + (step == 1 ? ")" : ", " + step + ")"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Range that
        && size == that.size
        && (size == 0 || (start == that.start && (size == 1 || step == that.step)));
  }

  @Override
  public int hashCode() {
    return size == 0 ? 0 : Long.hashCode(size * 31 + start) * 31 + (size == 1 ? 0 : (int) step);
  }

  @Override
  public String toString() {
    return repr();
  }
}
