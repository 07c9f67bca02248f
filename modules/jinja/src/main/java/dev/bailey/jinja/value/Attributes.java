package dev.bailey.jinja.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Attributes and items as the sandboxed Jinja2 looks them up: each in the place of the other when
/// it is missing, and nothing that starts with an underscore.
final class Attributes {
  /// Attributes that every Python object has; the sandbox hides them, other names are just missing.
  private static final Set<String> HIDDEN =
      Set.of(
          "__class__",
          "__delattr__",
          "__dict__",
          "__dir__",
          "__doc__",
          "__eq__",
          "__format__",
          "__ge__",
          "__getattribute__",
          "__getstate__",
          "__gt__",
          "__hash__",
          "__init__",
          "__init_subclass__",
          "__le__",
          "__lt__",
          "__ne__",
          "__new__",
          "__reduce__",
          "__reduce_ex__",
          "__repr__",
          "__setattr__",
          "__sizeof__",
          "__str__",
          "__subclasshook__");

  private static final Set<String> OF_CONTAINERS = Set.of("__contains__", "__iter__", "__len__");

  private static final Set<String> OF_SEQUENCES =
      Set.of("__add__", "__getitem__", "__mul__", "__rmul__");

  private static final Set<String> OF_NUMBERS =
      Set.of(
          "__abs__",
          "__add__",
          "__bool__",
          "__divmod__",
          "__float__",
          "__floordiv__",
          "__int__",
          "__mod__",
          "__mul__",
          "__neg__",
          "__pos__",
          "__pow__",
          "__radd__",
          "__rmul__",
          "__round__",
          "__rsub__",
          "__rtruediv__",
          "__sub__",
          "__truediv__");

  /// Names beyond these are no suggestions.
  private static final int MAX_NAMES = 10_000;

  private Attributes() {}

  static Value attribute(Value value, String name, Execution x) {
    if (value instanceof Undefined undefined) {
      return memberOf(undefined, name, x);
    }
    Value found = member(value, name, x);
    if (found == null) {
      found = entry(value, Str.of(name), x);
    }
    return found != null ? found : missing(value, name, x);
  }

  static Value item(Value value, Value key, Execution x) {
    if (value instanceof Undefined undefined) {
      return memberOf(undefined);
    }
    Value found = entry(value, key, x);
    if (found == null && key instanceof Str name) {
      found = member(value, name.value(), x);
      if (found == null) {
        return missing(value, name.value(), x);
      }
    }
    return found != null ? found : x.undefined(value, key);
  }

  /// What could have been meant by an attribute that is not there.
  static Collection<String> names(Value owner) {
    var names = new ArrayList<>(Methods.names(owner));
    switch (owner) {
      case DictValue dict -> {
        for (Value key : dict.entries().keySet()) {
          if (key instanceof Str name && names.size() < MAX_NAMES) {
            names.add(name.value());
          }
        }
      }
      case HostValue host -> names.addAll(host.attributeNames());
      default -> {}
    }
    return names;
  }

  static Value callMethod(Value target, String name, Arguments arguments, Execution x) {
    x.meter().step();
    if (target instanceof HostValue host) {
      return host.callMethod(name, arguments, x);
    }
    Method method = Methods.find(target, name);
    return method != null
        ? method.call(target, arguments, x)
        : Operations.call(attribute(target, name, x), arguments, x);
  }

  /// What a member of something undefined is: an error, or undefined again.
  static Value memberOf(Undefined undefined) {
    if (undefined.refusesUse()) {
      throw undefined.error();
    }
    return undefined;
  }

  private static Value memberOf(Undefined undefined, String name, Execution x) {
    return undefined.kind() == Undefined.Kind.CAPTURE && !name.startsWith("__")
        ? x.undefined(name)
        : memberOf(undefined);
  }

  private static Value missing(Value value, String name, Execution x) {
    return isHidden(value, name)
        ? Undefined.unsafe(x.undefined(name).kind(), value, name)
        : x.undefined(value, Str.of(name));
  }

  /// Whether Python has such an attribute, which the sandbox does not show.
  private static boolean isHidden(Value value, String name) {
    if (!name.startsWith("__")) {
      return false;
    }
    return HIDDEN.contains(name)
        || switch (value) {
          case Str _, ListValue _, TupleValue _ ->
              OF_CONTAINERS.contains(name) || OF_SEQUENCES.contains(name);
          case DictValue _ ->
              OF_CONTAINERS.contains(name)
                  || name.equals("__getitem__")
                  || name.equals("__setitem__");
          case SetValue _, Range _, DictView _ -> OF_CONTAINERS.contains(name);
          case Int _, Float _, Bool _ -> OF_NUMBERS.contains(name);
          case None _ -> name.equals("__bool__");
          case IteratorValue _ -> name.equals("__iter__") || name.equals("__next__");
          default -> false;
        };
  }

  /// The method or data attribute, or null.
  private static @Nullable Value member(Value value, String name, Execution x) {
    if (name.startsWith("_")) {
      return null;
    }
    if (value instanceof HostValue host) {
      return host.attribute(name, x);
    }
    Method method = Methods.find(value, name);
    return method != null ? new BoundMethod(value, name, method) : DataAttributes.of(value, name);
  }

  /// The item, or null where Python would raise LookupError or TypeError.
  static @Nullable Value entry(Value value, Value key, Execution x) {
    return switch (value) {
      case DictValue dict -> isHashable(key) ? dict.get(key) : null;
      case ListValue list -> {
        int index = index(key, list.size());
        yield index < 0 ? null : list.at(index);
      }
      case TupleValue tuple -> {
        int index = index(key, tuple.size());
        yield index < 0 ? null : tuple.at(index);
      }
      case Str text -> character(text, key);
      case Range range -> {
        long index = longIndex(key, range.size());
        yield index < 0 ? null : range.at(index);
      }
      case Bytes bytes -> {
        int index = index(key, bytes.length());
        yield index < 0 ? null : Int.of(bytes.at(index));
      }
      case HostValue host -> host.item(key, x);
      default -> null;
    };
  }

  static boolean isHashable(Value key) {
    return switch (key) {
      case ListValue _, DictValue _, SetValue _ -> false;
      case DictView view -> !view.isSetLike();
      case TupleValue tuple -> tuple.isHashable();
      case Undefined undefined -> undefined.kind() != Undefined.Kind.STRICT;
      default -> true;
    };
  }

  private static @Nullable Value character(Str text, Value key) {
    String value = text.value();
    int index = index(key, text.length());
    if (index < 0) {
      return null;
    }
    int start = CodePoints.areUnits(value) ? index : CodePoints.offset(value, index);
    String one = value.substring(start, start + Character.charCount(value.codePointAt(start)));
    return Str.of(one, text.isMarkup() ? text.kind() : Str.Kind.PLAIN);
  }

  private static int index(Value key, int size) {
    return (int) longIndex(key, size);
  }

  /// The position from the start, or -1 when there is none.
  private static long longIndex(Value key, long size) {
    long index;
    switch (key) {
      case Int i when i.isLong() -> index = i.longValue();
      case Bool b -> index = b.truth() ? 1 : 0;
      default -> {
        return -1;
      }
    }
    if (index < 0) {
      index += size;
    }
    return index < size ? Math.max(index, -1) : -1;
  }
}
