package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.util.Map;

/// The methods of `dict`.
final class DictMethods {
  static final Map<String, Method> ALL =
      Map.ofEntries(
          entry("get", DictMethods::get),
          entry("keys", view("keys", DictView.Part.KEYS)),
          entry("values", view("values", DictView.Part.VALUES)),
          entry("items", view("items", DictView.Part.ITEMS)),
          entry("pop", DictMethods::pop),
          entry("popitem", DictMethods::popitem),
          entry("setdefault", DictMethods::setdefault),
          entry("update", DictMethods::update),
          entry("copy", DictMethods::copy),
          entry("clear", DictMethods::clear),
          entry("fromkeys", DictMethods::fromkeys));

  private DictMethods() {}

  private static DictValue dict(Value self) {
    return (DictValue) self;
  }

  private static Method view(String name, DictView.Part part) {
    return (self, a, x) -> {
      Args.none("dict", name, a);
      return DictView.of(dict(self), part);
    };
  }

  private static Value get(Value self, Arguments a, Execution x) {
    Args.between("dict", "get", a, 1, 2);
    Value found = dict(self).get(a.at(0));
    return found != null ? found : a.count() == 2 ? a.at(1) : None.NONE;
  }

  private static Value pop(Value self, Arguments a, Execution x) {
    Args.between("dict", "pop", a, 1, 2);
    Value found = dict(self).entries().remove(a.at(0));
    if (found != null) {
      return found;
    }
    if (a.count() == 2) {
      return a.at(1);
    }
    throw TemplateException.of("KeyError", Operations.repr(a.at(0), x));
  }

  private static Value popitem(Value self, Arguments a, Execution x) {
    Args.none("dict", "popitem", a);
    var entries = dict(self).entries();
    if (entries.isEmpty()) {
      throw TemplateException.of("KeyError", "'popitem(): dictionary is empty'");
    }
    x.meter().steps(entries.size() / 64);
    Map.Entry<Value, Value> last = null;
    for (var each : entries.entrySet()) {
      last = each;
    }
    if (last == null) {
      throw new IllegalStateException("an empty dictionary");
    }
    entries.remove(last.getKey());
    return TupleValue.of(last.getKey(), last.getValue());
  }

  private static Value setdefault(Value self, Arguments a, Execution x) {
    Args.between("dict", "setdefault", a, 1, 2);
    Value found = dict(self).get(a.at(0));
    if (found != null) {
      return found;
    }
    Value value = a.count() == 2 ? a.at(1) : None.NONE;
    x.meter().items(1);
    dict(self).put(a.at(0), value);
    return value;
  }

  private static Value update(Value self, Arguments a, Execution x) {
    if (a.count() > 1) {
      throw TemplateException.typeError("update expected at most 1 argument, got " + a.count());
    }
    if (a.count() == 1) {
      fill(dict(self), a.at(0), x);
    }
    x.meter().items(a.named().size());
    a.named().forEach(dict(self)::put);
    return None.NONE;
  }

  /// Adds the entries of a mapping or of a sequence of pairs.
  static void fill(DictValue target, Value source, Execution x) {
    if (source instanceof DictValue dict) {
      x.meter().items(dict.size());
      target.entries().putAll(dict.entries());
    } else if (source instanceof HostValue host && host.isMapping()) {
      for (var keys = host.iterate(x); keys.hasNext(); ) {
        Value key = keys.next();
        x.meter().items(1);
        target.put(key, Operations.item(host, key, x));
      }
    } else if (source instanceof Undefined undefined) {
      throw undefined.error();
    } else {
      fillPairs(target, source, x);
    }
  }

  private static void fillPairs(DictValue target, Value source, Execution x) {
    int index = 0;
    for (var pairs = Operations.iterate(source, x); pairs.hasNext(); index++) {
      Value pair = pairs.next();
      x.meter().step();
      x.meter().items(1);
      if (!Operations.isIterable(pair)) {
        throw TemplateException.typeError(
            "cannot convert dictionary update sequence element #" + index + " to a sequence");
      }
      var parts = Sequences.drain(Operations.iterate(pair, x), x);
      if (parts.size() != 2) {
        throw TemplateException.valueError(
            "dictionary update sequence element #%d has length %d; 2 is required"
                .formatted(index, parts.size()));
      }
      target.put(parts.get(0), parts.get(1));
    }
  }

  private static Value copy(Value self, Arguments a, Execution x) {
    Args.none("dict", "copy", a);
    x.meter().items(dict(self).size());
    return DictValue.copyOf(dict(self).entries());
  }

  private static Value clear(Value self, Arguments a, Execution x) {
    Args.none("dict", "clear", a);
    dict(self).entries().clear();
    return None.NONE;
  }

  private static Value fromkeys(Value self, Arguments a, Execution x) {
    Args.between("dict", "fromkeys", a, 1, 2);
    Value value = a.count() == 2 ? a.at(1) : None.NONE;
    var dict = DictValue.empty();
    for (var keys = Operations.iterate(a.at(0), x); keys.hasNext(); ) {
      x.meter().items(1);
      x.meter().step();
      dict.put(keys.next(), value);
    }
    return dict;
  }
}
