package dev.bailey.jinja.library;

import static dev.bailey.jinja.library.Bound.filter;
import static dev.bailey.jinja.library.Bound.flag;
import static dev.bailey.jinja.library.Bound.integer;
import static dev.bailey.jinja.library.Bound.isNone;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bytes;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.DictView;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.IteratorValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Markup;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Range;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Filters over whatever has items.
final class SequenceFilters {
  private SequenceFilters() {}

  static Map<String, Filter> all() {
    return Map.ofEntries(
        filter("default", "default_value=, boolean=", SequenceFilters::fallback),
        filter("d", "default_value=, boolean=", SequenceFilters::fallback),
        filter("length", "", (v, a, x) -> Int.of(Operations.length(v, x))),
        filter("count", "", (v, a, x) -> Int.of(Operations.length(v, x))),
        filter("list", "", (v, a, x) -> list(v, x)),
        filter("items", "", SequenceFilters::items),
        filter("first", "", SequenceFilters::first),
        filter("last", "", SequenceFilters::last),
        filter("random", "", SequenceFilters::random),
        filter("join", "d=, attribute=", SequenceFilters::join),
        filter("reverse", "", SequenceFilters::reverse),
        filter("unique", "case_sensitive=, attribute=", SequenceFilters::unique),
        filter("sum", "attribute=, start=", SequenceFilters::sum),
        filter("batch", "linecount, fill_with=", SequenceFilters::batch),
        filter("slice", "slices, fill_with=", SequenceFilters::slice),
        filter("attr", "name", SequenceFilters::attr));
  }

  private static Value fallback(Value value, Parameters.Bound a, Execution x) {
    boolean isMissing = value instanceof Undefined || (flag(a, 1) && !value.truth());
    return isMissing ? a.get(0, Str.EMPTY) : value;
  }

  static ListValue list(Value value, Execution x) {
    List<Value> items = Operations.items(value, x);
    x.meter().items(items.size());
    return ListValue.copyOf(items);
  }

  private static Value items(Value value, Parameters.Bound a, Execution x) {
    return Lazy.deferred(
        "do_items",
        () -> {
          if (value instanceof Undefined) {
            return () -> null;
          }
          if (!Operations.isMapping(value)) {
            throw TemplateException.typeError("Can only get item pairs from a mapping.");
          }
          Value items = Operations.callMethod(value, "items", Arguments.none(), x);
          var each = Operations.iterate(items, x);
          return () -> each.hasNext() ? each.next() : null;
        });
  }

  private static Value first(Value value, Parameters.Bound a, Execution x) {
    var items = Operations.iterate(value, x);
    return items.hasNext()
        ? items.next()
        : x.undefinedBecause("No first item, sequence was empty.");
  }

  private static Value last(Value value, Parameters.Bound a, Execution x) {
    List<Value> items = reversible(value, x);
    return items.isEmpty()
        ? x.undefinedBecause("No last item, sequence was empty.")
        : items.getLast();
  }

  /// The items of what Python can walk backwards; TypeError for all else.
  private static List<Value> reversible(Value value, Execution x) {
    boolean canReverse =
        switch (value) {
          case Str _, Bytes _, ListValue _, TupleValue _, Range _, DictValue _, DictView _ -> true;
          case Undefined _ -> true;
          case HostValue host -> host.isSequence();
          default -> false;
        };
    if (!canReverse) {
      throw TemplateException.typeError("'" + value.typeName() + "' object is not reversible");
    }
    return Operations.items(value, x);
  }

  private static Value random(Value value, Parameters.Bound a, Execution x) {
    long size = Operations.length(value, x);
    return size == 0
        ? x.undefinedBecause("No random item, sequence was empty.")
        : Operations.item(value, Int.of(x.random().nextLong(size)), x);
  }

  private static Value join(Value value, Parameters.Bound a, Execution x) {
    var path = AttributePath.of(a.get(1, None.NONE));
    if (x.escapes()) {
      return joinEscaped(value, a.get(0, Str.EMPTY), path, x);
    }
    String separator = Operations.str(a.get(0, Str.EMPTY), x);
    var out = TextBuilder.charged(x.meter());
    boolean isFirst = true;
    for (var items = Operations.iterate(value, x); items.hasNext(); ) {
      x.meter().step();
      if (!isFirst) {
        out.append(separator);
      }
      isFirst = false;
      path.get(items.next(), x).writeStr(out);
    }
    return Str.of(out.toString());
  }

  /// The result is HTML when the separator or any of the parts is.
  private static Value joinEscaped(Value value, Value separator, AttributePath path, Execution x) {
    var parts = new ArrayList<Value>();
    boolean isMarkup = Operations.isMarkup(separator);
    for (var items = Operations.iterate(value, x); items.hasNext(); ) {
      x.meter().step();
      x.meter().items(1);
      Value part = path.get(items.next(), x);
      isMarkup |= Operations.isMarkup(part);
      parts.add(part);
    }
    var out = TextBuilder.charged(x.meter());
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        (isMarkup ? Markup.escape(separator, x) : separator).writeStr(out);
      }
      (isMarkup ? Markup.escape(parts.get(i), x) : parts.get(i)).writeStr(out);
    }
    return isMarkup ? Str.markup(out.toString()) : Str.of(out.toString());
  }

  private static Value reverse(Value value, Parameters.Bound a, Execution x) {
    if (value instanceof Str) {
      return Operations.slice(value, null, null, Int.of(-1), x);
    }
    if (!Operations.isIterable(value)) {
      throw Bound.filterArgumentError("argument must be iterable");
    }
    var items = new ArrayList<>(Operations.items(value, x));
    x.meter().items(items.size());
    Collections.reverse(items);
    return switch (value) {
      case ListValue _ -> IteratorValue.of("list_reverseiterator", items.iterator());
      case TupleValue _ -> IteratorValue.of("reversed", items.iterator());
      case Range _ -> IteratorValue.of("range_iterator", items.iterator());
      case DictValue _ -> IteratorValue.of("dict_reversekeyiterator", items.iterator());
      case DictView view ->
          IteratorValue.of(
              view.part() == DictView.Part.KEYS
                  ? "dict_reversekeyiterator"
                  : view.part() == DictView.Part.VALUES
                      ? "dict_reversevalueiterator"
                      : "dict_reverseitemiterator",
              items.iterator());
      default -> ListValue.copyOf(items);
    };
  }

  private static Value unique(Value value, Parameters.Bound a, Execution x) {
    return Lazy.deferred(
        "sync_do_unique",
        () -> {
          var path = AttributePath.of(a.get(1, None.NONE), flag(a, 0));
          var seen = new HashSet<Value>();
          var items = Operations.iterate(value, x);
          return () -> {
            while (items.hasNext()) {
              x.meter().step();
              Value item = items.next();
              x.meter().items(1);
              if (seen.add(path.get(item, x))) {
                return item;
              }
            }
            return null;
          };
        });
  }

  private static Value sum(Value value, Parameters.Bound a, Execution x) {
    Value total = a.get(1, Int.ZERO);
    if (total instanceof Str) {
      throw TemplateException.typeError("sum() can't sum strings [use ''.join(seq) instead]");
    }
    var path = AttributePath.of(a.get(0, None.NONE));
    for (var items = Operations.iterate(value, x); items.hasNext(); ) {
      x.meter().step();
      total = Operations.add(total, path.get(items.next(), x), x);
    }
    return total;
  }

  private static Value batch(Value value, Parameters.Bound a, Execution x) {
    return Lazy.deferred(
        "do_batch",
        () -> {
          var batches = new Batches(Operations.iterate(value, x), a.get(0), a.get(1, None.NONE), x);
          return batches::next;
        });
  }

  /// The batches of `batch`, with Python's idea of when one is full: its length is compared with
  /// whatever was given before an item is added, so that a size of 0 gives an empty one first.
  private static final class Batches {
    private final Iterator<Value> items;
    private final Value size;
    private final Value filler;
    private final Execution x;
    private ListValue current = ListValue.empty();

    Batches(Iterator<Value> items, Value size, Value filler, Execution x) {
      this.items = items;
      this.size = size;
      this.filler = filler;
      this.x = x;
    }

    @Nullable Value next() {
      while (items.hasNext()) {
        x.meter().step();
        x.meter().items(1);
        Value item = items.next();
        if (Operations.equal(Int.of(current.size()), size, x)) {
          ListValue full = current;
          current = ListValue.of(item);
          return full;
        }
        current.add(item);
      }
      ListValue last = current;
      current = ListValue.empty();
      return last.size() == 0 ? null : filled(last);
    }

    private Value filled(ListValue batch) {
      Int length = Int.of(batch.size());
      if (isNone(filler) || !Operations.less(length, size, x)) {
        return batch;
      }
      Value missing = Operations.subtract(size, length, x);
      return Operations.add(batch, Operations.multiply(ListValue.of(filler), missing, x), x);
    }
  }

  private static Value slice(Value value, Parameters.Bound a, Execution x) {
    return Lazy.deferred(
        "sync_do_slice",
        () -> {
          var parts = slices(list(value, x).items(), a, x).iterator();
          return () -> parts.hasNext() ? parts.next() : null;
        });
  }

  private static List<Value> slices(List<Value> items, Parameters.Bound a, Execution x) {
    int slices = integer(a.get(0));
    if (slices == 0) {
      throw TemplateException.of("ZeroDivisionError", "integer division or modulo by zero");
    }
    Value filler = a.get(1, None.NONE);
    int size = Math.floorDiv(items.size(), slices);
    int longer = Math.floorMod(items.size(), slices);
    x.meter().items(Math.max(0, slices));
    var result = new ArrayList<Value>();
    int start = 0;
    for (int i = 0; i < slices; i++) {
      int end = start + size + (i < longer ? 1 : 0);
      var part = ListValue.copyOf(items.subList(start, end));
      if (!isNone(filler) && i >= longer) {
        part.add(filler);
      }
      result.add(part);
      start = end;
    }
    return result;
  }

  private static String attributeName(Value value) {
    return switch (value) {
      case Str name -> name.value();
      case ListValue _, DictValue _ -> {
        Operations.hash(value);
        yield "";
      }
      default ->
          throw TemplateException.typeError(
              "attribute name must be string, not '" + value.typeName() + "'");
    };
  }

  private static Value attr(Value value, Parameters.Bound a, Execution x) {
    String name = attributeName(a.get(0));
    // Items do not count here, so that of a mapping only methods are found.
    return value instanceof DictValue
        ? Operations.attribute(DictValue.empty(), name, x) instanceof Undefined
            ? x.undefined(value, Str.of(name))
            : Operations.attribute(value, name, x)
        : Operations.attribute(value, name, x);
  }
}
