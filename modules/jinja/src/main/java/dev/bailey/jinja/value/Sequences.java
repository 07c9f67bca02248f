package dev.bailey.jinja.value;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntSupplier;

/// Walking, counting, searching and repeating whatever has items.
final class Sequences {
  private Sequences() {}

  static Iterator<Value> iterate(Value value, Execution x) {
    return switch (value) {
      case ListValue list -> walk(list);
      case TupleValue tuple -> tuple.items().iterator();
      case DictValue dict -> guarded(dict.entries().keySet().iterator(), dict::size, "dictionary");
      case DictView view -> guarded(view.iterator(), view::size, "dictionary");
      case SetValue set -> guarded(set.ordered().iterator(), set::size, "Set");
      case Str text -> characters(text.value());
      case Bytes bytes -> numbers(bytes);
      case Range range -> range.iterator();
      case IteratorValue iterator -> iterator.iterator();
      case Undefined undefined when undefined.kind() == Undefined.Kind.STRICT ->
          throw undefined.error();
      case Undefined _ -> List.<Value>of().iterator();
      case HostValue host -> host.iterate(x);
      default -> throw notIterable(value);
    };
  }

  private static TemplateException notIterable(Value value) {
    return TemplateException.typeError("'" + value.typeName() + "' object is not iterable");
  }

  /// Sees what is added to the list on the way, as Python's list iterator does.
  private static Iterator<Value> walk(ListValue list) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < list.size();
      }

      @Override
      public Value next() {
        if (next >= list.size()) {
          throw new NoSuchElementException();
        }
        return list.at(next++);
      }
    };
  }

  private static Iterator<Value> guarded(Iterator<Value> items, IntSupplier size, String what) {
    int before = size.getAsInt();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (size.getAsInt() != before) {
          throw changed(what + " changed size during iteration");
        }
        return items.hasNext();
      }

      @Override
      public Value next() {
        try {
          return items.next();
        } catch (ConcurrentModificationException _) {
          throw changed(what + " keys changed during iteration");
        }
      }
    };
  }

  private static TemplateException changed(String message) {
    return TemplateException.of("RuntimeError", message);
  }

  private static Iterator<Value> characters(String text) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < text.length();
      }

      @Override
      public Value next() {
        if (next >= text.length()) {
          throw new NoSuchElementException();
        }
        int start = next;
        next += Character.charCount(text.codePointAt(start));
        return Str.of(text.substring(start, next));
      }
    };
  }

  private static Iterator<Value> numbers(Bytes bytes) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < bytes.length();
      }

      @Override
      public Value next() {
        if (next >= bytes.length()) {
          throw new NoSuchElementException();
        }
        return Int.of(bytes.at(next++));
      }
    };
  }

  static List<Value> items(Value value, Execution x) {
    if (value instanceof ListValue list) {
      return list.items();
    }
    if (value instanceof TupleValue tuple) {
      return tuple.items();
    }
    if (value instanceof Range range) {
      x.meter().items(range.size());
    }
    return drain(iterate(value, x), x);
  }

  /// All items as a new list, each charged before it is kept.
  static List<Value> drain(Iterator<Value> items, Execution x) {
    var all = new ArrayList<Value>();
    while (items.hasNext()) {
      x.meter().step();
      x.meter().items(1);
      all.add(items.next());
    }
    return all;
  }

  static List<Value> unpack(Value value, int count, Execution x) {
    if (!isIterable(value) && !(value instanceof Undefined)) {
      throw TemplateException.typeError(
          "cannot unpack non-iterable " + value.typeName() + " object");
    }
    var taken = new ArrayList<Value>(count);
    var items = iterate(value, x);
    while (taken.size() < count) {
      if (!items.hasNext()) {
        throw TemplateException.valueError(
            "not enough values to unpack (expected " + count + ", got " + taken.size() + ")");
      }
      taken.add(items.next());
    }
    if (items.hasNext()) {
      throw TemplateException.valueError("too many values to unpack (expected " + count + ")");
    }
    return taken;
  }

  static long length(Value value, Execution x) {
    return switch (value) {
      case Str text -> text.length();
      case ListValue list -> list.size();
      case TupleValue tuple -> tuple.size();
      case DictValue dict -> dict.size();
      case DictView view -> view.size();
      case SetValue set -> set.size();
      case Bytes bytes -> bytes.length();
      case Range range -> range.size();
      case Undefined undefined when undefined.kind() == Undefined.Kind.STRICT ->
          throw undefined.error();
      case Undefined _ -> 0;
      case HostValue host -> host.length(x);
      default ->
          throw TemplateException.typeError(
              "object of type '" + value.typeName() + "' has no len()");
    };
  }

  static boolean isIterable(Value value) {
    return switch (value) {
      case Str _,
          ListValue _,
          TupleValue _,
          DictValue _,
          DictView _,
          SetValue _,
          Bytes _,
          Range _,
          IteratorValue _,
          Undefined _ ->
          true;
      case HostValue host -> host.isIterable();
      default -> false;
    };
  }

  static boolean contains(Value container, Value item, Execution x) {
    x.meter().step();
    return switch (container) {
      case Str text -> containsText(text.value(), item, x);
      case DictValue dict -> dict.get(item) != null;
      case SetValue set -> set.contains(item);
      case Bytes bytes -> containsBytes(bytes, item);
      case DictView view when view.part() == DictView.Part.KEYS -> view.dict().get(item) != null;
      case Range range when item instanceof Int i ->
          i.isLong() && range.indexOf(i.longValue()) >= 0;
      case HostValue host -> host.contains(item, x);
      default -> containsEqual(container, item, x);
    };
  }

  private static boolean containsBytes(Bytes bytes, Value item) {
    return switch (item) {
      case Bytes part -> bytes.indexOf(part) >= 0;
      case Int _, Bool _ -> {
        int wanted = Args.integer(item);
        if (wanted < 0 || wanted > 255) {
          throw TemplateException.valueError("byte must be in range(0, 256)");
        }
        yield bytes.indexOf(Bytes.of(new byte[] {(byte) wanted})) >= 0;
      }
      default ->
          throw TemplateException.typeError(
              "a bytes-like object is required, not '" + item.typeName() + "'");
    };
  }

  private static boolean containsText(String text, Value item, Execution x) {
    if (!(item instanceof Str wanted)) {
      throw TemplateException.typeError(
          "'in <string>' requires string as left operand, not " + item.typeName());
    }
    x.meter().steps(text.length() / 64);
    return text.contains(wanted.value());
  }

  private static boolean containsEqual(Value container, Value item, Execution x) {
    if (!isIterable(container)) {
      throw TemplateException.typeError(
          "argument of type '" + container.typeName() + "' is not iterable");
    }
    for (var items = iterate(container, x); items.hasNext(); ) {
      Value each = items.next();
      x.meter().step();
      if (Comparison.same(each, item)
          || Comparison.equal(each, item, x.meter())
          || hostEqual(each, item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hostEqual(Value a, Value b) {
    return b instanceof HostValue && b.equals(a);
  }

  /// `sequence * times`, charged before a single item is copied.
  static Value repeat(Value sequence, Value times, Execution x) {
    if (!(times instanceof Int || times instanceof Bool)) {
      if (times instanceof Undefined undefined) {
        throw undefined.error();
      }
      throw TemplateException.typeError(
          "can't multiply sequence by non-int of type '" + times.typeName() + "'");
    }
    int count = charged(sequence, Comparison.integer(times), x);
    return switch (sequence) {
      case Str text ->
          Str.of(text.value().repeat(count), text.isMarkup() ? text.kind() : Str.Kind.PLAIN);
      case ListValue list -> ListValue.around(repeated(list.items(), count));
      case TupleValue tuple -> TupleValue.copyOf(repeated(tuple.items(), count));
      case Bytes bytes -> Bytes.of(repeated(bytes.value(), count));
      default -> throw new IllegalArgumentException("not a sequence: " + sequence.typeName());
    };
  }

  private static int charged(Value sequence, java.math.BigInteger times, Execution x) {
    long size = sequence instanceof Str text ? text.value().length() : length(sequence, x);
    if (times.bitLength() > 63) {
      throw TemplateException.of("OverflowError", "cannot fit 'int' into an index-sized integer");
    }
    if (times.signum() <= 0 || size == 0) {
      return 0;
    }
    long count = times.longValue();
    boolean overflows = Math.multiplyHigh(size, count) != 0 || size * count < 0;
    x.meter()
        .items(
            overflows || size * count > Integer.MAX_VALUE - 8 ? Long.MAX_VALUE / 2 : size * count);
    return (int) count;
  }

  private static List<Value> repeated(List<Value> items, int count) {
    var all = new ArrayList<Value>(items.size() * count);
    for (int i = 0; i < count; i++) {
      all.addAll(items);
    }
    return all;
  }

  private static byte[] repeated(byte[] bytes, int count) {
    var all = new byte[bytes.length * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
    }
    return all;
  }
}
