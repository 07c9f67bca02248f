package dev.bailey.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `x[start:stop:step]`.
final class Slices {
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE / 4);

  /// Where a slice begins and ends, in which steps it goes, and how many items it takes.
  private record Bounds(long start, long stop, long step, long count) {}

  private Slices() {}

  static Value slice(
      Value value, @Nullable Value start, @Nullable Value stop, @Nullable Value step, Execution x) {
    if (value instanceof Undefined undefined) {
      return Attributes.memberOf(undefined);
    }
    if (!isIndex(start) || !isIndex(stop) || !isIndex(step)) {
      return refused(value, start, stop, step, x);
    }
    return switch (value) {
      case Str text -> sliceText(text, start, stop, step, x);
      case ListValue list ->
          ListValue.around(pick(list.items(), bounds(list.size(), start, stop, step), x));
      case TupleValue tuple ->
          TupleValue.copyOf(pick(tuple.items(), bounds(tuple.size(), start, stop, step), x));
      case Range range -> sliceRange(range, bounds(range.size(), start, stop, step));
      case Bytes bytes -> sliceBytes(bytes, bounds(bytes.length(), start, stop, step), x);
      default -> refused(value, start, stop, step, x);
    };
  }

  private static boolean isIndex(@Nullable Value part) {
    return part == null || part instanceof None || part instanceof Int || part instanceof Bool;
  }

  /// A template slices as Python does, without the second look that it takes at other items.
  private static Value refused(
      Value value, @Nullable Value start, @Nullable Value stop, @Nullable Value step, Execution x) {
    if (value instanceof HostValue host) {
      Value result = host.slice(orNone(start), orNone(stop), orNone(step), x);
      if (result != null) {
        return result;
      }
    }
    throw TemplateException.typeError(
        switch (value) {
          case Str _, ListValue _, TupleValue _, Range _, Bytes _ ->
              "slice indices must be integers or None or have an __index__ method";
          case DictValue _ -> "unhashable type: 'slice'";
          default -> "'" + value.typeName() + "' object is not subscriptable";
        });
  }

  private static Value orNone(@Nullable Value part) {
    return part == null ? None.NONE : part;
  }

  private static Bounds bounds(
      long size, @Nullable Value start, @Nullable Value stop, @Nullable Value step) {
    long stride = step == null || step instanceof None ? 1 : index(step);
    if (stride == 0) {
      throw TemplateException.valueError("slice step cannot be zero");
    }
    long low = stride < 0 ? -1 : 0;
    long high = stride < 0 ? size - 1 : size;
    long from = end(start, size, low, high, stride < 0 ? high : low);
    long to = end(stop, size, low, high, stride < 0 ? low : high);
    long distance = stride < 0 ? from - to : to - from;
    long count = distance <= 0 ? 0 : (distance - 1) / Math.abs(stride) + 1;
    return new Bounds(from, to, stride, count);
  }

  private static long end(@Nullable Value part, long size, long low, long high, long otherwise) {
    if (part == null || part instanceof None) {
      return otherwise;
    }
    long index = index(part);
    return Math.clamp(index < 0 ? index + size : index, low, high);
  }

  /// Huge indices act like the largest one.
  private static long index(Value value) {
    return Comparison.integer(value).min(MAX).max(MAX.negate()).longValue();
  }

  private static Value sliceText(
      Str text, @Nullable Value start, @Nullable Value stop, @Nullable Value step, Execution x) {
    Bounds bounds = bounds(text.length(), start, stop, step);
    x.meter().items(bounds.count);
    if (bounds.step == 1) {
      int from = (int) bounds.start;
      String part =
          bounds.count == 0 ? "" : CodePoints.slice(text.value(), from, from + (int) bounds.count);
      return Str.of(part, text.isMarkup() ? text.kind() : Str.Kind.PLAIN);
    }
    int[] points = text.value().codePoints().toArray();
    var out = new StringBuilder((int) bounds.count);
    for (long i = 0; i < bounds.count; i++) {
      out.appendCodePoint(points[(int) (bounds.start + i * bounds.step)]);
    }
    return Str.of(out.toString(), text.isMarkup() ? text.kind() : Str.Kind.PLAIN);
  }

  private static List<Value> pick(List<Value> items, Bounds bounds, Execution x) {
    x.meter().items(bounds.count);
    if (bounds.step == 1) {
      int from = (int) bounds.start;
      return bounds.count == 0
          ? new ArrayList<>()
          : new ArrayList<>(items.subList(from, from + (int) bounds.count));
    }
    var picked = new ArrayList<Value>((int) bounds.count);
    for (long i = 0; i < bounds.count; i++) {
      picked.add(items.get((int) (bounds.start + i * bounds.step)));
    }
    return picked;
  }

  private static Value sliceRange(Range range, Bounds bounds) {
    long start = range.start() + bounds.start * range.step();
    long step = range.step() * bounds.step;
    return Range.of(start, range.start() + bounds.stop * range.step(), step);
  }

  private static Value sliceBytes(Bytes bytes, Bounds bounds, Execution x) {
    x.meter().items(bounds.count);
    var picked = new byte[(int) bounds.count];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = (byte) bytes.at((int) (bounds.start + i * bounds.step));
    }
    return Bytes.of(picked);
  }
}
