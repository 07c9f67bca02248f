package dev.bailey.jinja.value;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What templates do with values, with Python's semantics and Python's error texts. Everything that
/// takes time or space is charged to the meter of the [Execution].
public final class Operations {
  private Operations() {}

  /// `str(value)`.
  public static String str(Value value, Execution x) {
    if (value instanceof Str text) {
      return text.value();
    }
    var out = TextBuilder.charged(x.meter());
    value.writeStr(out);
    return out.toString();
  }

  /// `repr(value)`.
  public static String repr(Value value, Execution x) {
    var out = TextBuilder.charged(x.meter());
    value.writeRepr(out);
    return out.toString();
  }

  /// `a + b`.
  public static Value add(Value a, Value b, Execution x) {
    return Arithmetic.add(a, b, x);
  }

  /// `a - b`.
  public static Value subtract(Value a, Value b, Execution x) {
    return Arithmetic.subtract(a, b, x);
  }

  /// `a * b`.
  public static Value multiply(Value a, Value b, Execution x) {
    return Arithmetic.multiply(a, b, x);
  }

  /// `a / b`.
  public static Value divide(Value a, Value b, Execution x) {
    return Arithmetic.divide(a, b, x);
  }

  /// `a // b`.
  public static Value floorDivide(Value a, Value b, Execution x) {
    return Arithmetic.floorDivide(a, b, x);
  }

  /// `a % b`: remainder, or formatting when `a` is a string.
  public static Value modulo(Value a, Value b, Execution x) {
    return Arithmetic.modulo(a, b, x);
  }

  /// `a ** b`.
  public static Value power(Value a, Value b, Execution x) {
    return Arithmetic.power(a, b, x);
  }

  /// `-a`.
  public static Value negate(Value a, Execution x) {
    return Arithmetic.negate(a, x);
  }

  /// `+a`.
  public static Value positive(Value a, Execution x) {
    return Arithmetic.positive(a, x);
  }

  /// `a ~ b ~ ...`: the parts as text, one after the other.
  public static Str concat(List<Value> parts, Execution x) {
    var out = TextBuilder.charged(x.meter());
    boolean isMarkup = false;
    for (Value part : parts) {
      isMarkup |= isMarkup(part);
      part.writeStr(out);
    }
    return isMarkup ? Markup.join(parts, x) : Str.of(out.toString());
  }

  /// Whether the text of the value is HTML that needs no escaping.
  public static boolean isMarkup(Value value) {
    return switch (value) {
      case Str text -> text.isMarkup();
      case HostValue host -> host.isMarkup();
      default -> false;
    };
  }

  /// `a == b`.
  public static boolean equal(Value a, Value b, Execution x) {
    x.meter().step();
    return Comparison.equal(a, b, x.meter()) || (b instanceof HostValue && b.equals(a));
  }

  /// `a != b`.
  public static boolean notEqual(Value a, Value b, Execution x) {
    return !equal(a, b, x);
  }

  /// `a < b`.
  public static boolean less(Value a, Value b, Execution x) {
    return Ordering.less(a, b, x);
  }

  /// `a <= b`.
  public static boolean lessEqual(Value a, Value b, Execution x) {
    return Ordering.lessEqual(a, b, x);
  }

  /// `a > b`.
  public static boolean greater(Value a, Value b, Execution x) {
    return Ordering.greater(a, b, x);
  }

  /// `a >= b`.
  public static boolean greaterEqual(Value a, Value b, Execution x) {
    return Ordering.greaterEqual(a, b, x);
  }

  /// What `sorted` goes by: negative when `a < b`, else positive when `b < a`, else 0.
  public static int compare(Value a, Value b, Execution x) {
    return Ordering.compare(a, b, x);
  }

  /// `item in container`.
  public static boolean contains(Value container, Value item, Execution x) {
    return Sequences.contains(container, item, x);
  }

  /// `a is b`; small values that CPython shares are the same here when they are equal.
  public static boolean identical(Value a, Value b) {
    if (Comparison.same(a, b)) {
      return true;
    }
    return switch (a) {
      case Int i -> b instanceof Int other && i.equals(other);
      case Str s -> b instanceof Str other && s.kind() == other.kind() && s.equals(other);
      default -> false;
    };
  }

  /// `value.name` as Jinja2 evaluates it: the attribute, else the item, else Undefined.
  public static Value attribute(Value value, String name, Execution x) {
    return Attributes.attribute(value, name, x);
  }

  /// `value[key]` as Jinja2 evaluates it: the item, else the attribute, else Undefined.
  public static Value item(Value value, Value key, Execution x) {
    return Attributes.item(value, key, x);
  }

  /// `value[start:stop:step]`; null stands for a part that is left out.
  public static Value slice(
      Value value, @Nullable Value start, @Nullable Value stop, @Nullable Value step, Execution x) {
    return Slices.slice(value, start, stop, step, x);
  }

  /// `callee(arguments)`.
  public static Value call(Value callee, Arguments arguments, Execution x) {
    x.meter().step();
    return switch (callee) {
      case HostValue host -> host.call(arguments, x);
      case Undefined undefined when undefined.kind() == Undefined.Kind.CAPTURE -> undefined;
      case Undefined undefined -> throw undefined.error();
      default ->
          throw TemplateException.typeError("'" + unqualified(callee) + "' object is not callable");
    };
  }

  /// `target.name(arguments)`, without an object for the bound method.
  public static Value callMethod(Value target, String name, Arguments arguments, Execution x) {
    return Attributes.callMethod(target, name, arguments, x);
  }

  /// The items of `value`; TypeError when it has none. Walking charges nothing: the walker does.
  public static Iterator<Value> iterate(Value value, Execution x) {
    return Sequences.iterate(value, x);
  }

  /// All items of `value`, charged; may be the live list of a list: not to be changed.
  public static List<Value> items(Value value, Execution x) {
    return Sequences.items(value, x);
  }

  /// The items of `value`, which must be exactly `count`, for `{% set a, b = value %}`.
  public static List<Value> unpack(Value value, int count, Execution x) {
    return Sequences.unpack(value, count, x);
  }

  /// `len(value)`.
  public static long length(Value value, Execution x) {
    return Sequences.length(value, x);
  }

  /// `hash(value)`; TypeError when it has none.
  public static int hash(Value value) {
    return value.hashCode();
  }

  public static boolean isIterable(Value value) {
    return Sequences.isIterable(value);
  }

  public static boolean isCallable(Value value) {
    // Jinja2's Undefined can be called, if only to raise an error.
    return value instanceof Undefined || (value instanceof HostValue host && host.isCallable());
  }

  public static boolean isMapping(Value value) {
    return value instanceof DictValue || (value instanceof HostValue host && host.isMapping());
  }

  /// The name of the type without its module, as `type(x).__name__`.
  public static String unqualified(Value value) {
    String name = value.typeName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// The type as Jinja2 speaks of it: `dict object`, `None`.
  static String describeType(Value value) {
    return switch (value) {
      case None _ -> "None";
      case HostValue host -> host.qualifiedTypeName() + " object";
      default -> value.typeName() + " object";
    };
  }
}
