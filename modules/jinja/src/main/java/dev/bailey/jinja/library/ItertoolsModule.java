package dev.bailey.jinja.library;

import static java.util.Map.entry;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.IteratorValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Python's module `itertools`, as far as dbt offers it: everything is lazy, and each item is
/// charged when somebody takes it.
public final class ItertoolsModule {
  private ItertoolsModule() {}

  /// The module; it holds no state.
  public static PythonModule create() {
    return new PythonModule(
        "itertools",
        Map.ofEntries(
            define("count", "start=, step=", ItertoolsModule::count),
            define("cycle", "iterable", ItertoolsModule::cycle),
            define("repeat", "object, times=", ItertoolsModule::repeat),
            define("accumulate", "iterable, func=, *, initial=", ItertoolsModule::accumulate),
            entry(
                "chain",
                new PythonClass(
                    "itertools.chain",
                    ItertoolsModule::chain,
                    Map.of(
                        "from_iterable",
                        Builtin.of(
                            Parameters.of("from_iterable", "iterable"),
                            (a, x) -> chained(Operations.iterate(a.get(0), x), x))))),
            define("compress", "data, selectors", ItertoolsModule::compress),
            free("islice", ItertoolsModule::islice),
            define("starmap", "function, iterable", ItertoolsModule::starmap),
            define("tee", "iterable, n=", ItertoolsModule::tee),
            free("zip_longest", ItertoolsModule::zipLongest),
            free("product", Combinatorics::product),
            define("permutations", "iterable, r=", Combinatorics::permutations),
            define("combinations", "iterable, r", Combinatorics::combinations),
            define(
                "combinations_with_replacement",
                "iterable, r",
                Combinatorics::combinationsWithReplacement)));
  }

  private static Map.Entry<String, Value> define(String name, String signature, Builtin.Body body) {
    return entry(name, Builtin.of(Parameters.of(name, signature), body));
  }

  private static Map.Entry<String, Value> free(String name, Builtin.FreeBody body) {
    return entry(name, Builtin.free(name, body));
  }

  private static Value lazy(String name, Lazy.Source source, Execution x) {
    return Lazy.iterator(
        "itertools." + name,
        () -> {
          x.meter().step();
          return source.next();
        });
  }

  private static Value count(Parameters.Bound a, Execution x) {
    Value step = a.get(1, Int.ONE);
    var next = new ArrayDeque<Value>(List.of(a.get(0, Int.ZERO)));
    boolean isByOne = step instanceof Int one && one.equals(Int.ONE);
    return Lazy.shown(
        "itertools.count",
        () -> "count(" + next.element().repr() + (isByOne ? "" : ", " + step.repr()) + ")",
        () -> {
          x.meter().step();
          Value current = next.pop();
          next.push(Operations.add(current, step, x));
          return current;
        });
  }

  private static Value cycle(Parameters.Bound a, Execution x) {
    var source = Operations.iterate(a.get(0), x);
    var seen = new ArrayList<Value>();
    var position = new int[1];
    return lazy(
        "cycle",
        () -> {
          if (source.hasNext()) {
            x.meter().items(1);
            Value item = source.next();
            seen.add(item);
            return item;
          }
          return seen.isEmpty() ? null : seen.get(position[0]++ % seen.size());
        },
        x);
  }

  private static Value repeat(Parameters.Bound a, Execution x) {
    Value object = a.get(0);
    var left = new long[] {a.has(1) ? Math.max(0, Bound.integer(a.get(1))) : Long.MAX_VALUE};
    return Lazy.shown(
        "itertools.repeat",
        () -> "repeat(" + object.repr() + (a.has(1) ? ", " + Math.max(0, left[0]) : "") + ")",
        () -> {
          x.meter().step();
          return left[0]-- > 0 ? object : null;
        });
  }

  private static Value accumulate(Parameters.Bound a, Execution x) {
    var source = Operations.iterate(a.get(0), x);
    Value function = a.get(1, None.NONE);
    var total = new ArrayDeque<Value>();
    Value initial = a.get(2, None.NONE);
    var isFirst = new boolean[] {true};
    if (!(initial instanceof None)) {
      total.push(initial);
    }
    return lazy(
        "accumulate",
        () -> {
          if (isFirst[0] && !total.isEmpty()) {
            isFirst[0] = false;
            return total.peek();
          }
          isFirst[0] = false;
          if (!source.hasNext()) {
            return null;
          }
          Value item = source.next();
          total.push(total.isEmpty() ? item : combined(function, total.pop(), item, x));
          return total.peek();
        },
        x);
  }

  private static Value combined(Value function, Value total, Value item, Execution x) {
    return function instanceof None
        ? Operations.add(total, item, x)
        : Operations.call(function, Arguments.of(total, item), x);
  }

  private static Value chain(Arguments a, Execution x) {
    refuseNames("chain", a);
    return chained(a.positional().iterator(), x);
  }

  private static void refuseNames(String function, Arguments a) {
    if (!a.named().isEmpty()) {
      throw TemplateException.typeError(function + "() takes no keyword arguments");
    }
  }

  private static Value chained(Iterator<Value> sources, Execution x) {
    Deque<Iterator<Value>> current = new ArrayDeque<>();
    return lazy(
        "chain",
        () -> {
          while (true) {
            if (!current.isEmpty() && current.element().hasNext()) {
              return current.element().next();
            }
            if (!sources.hasNext()) {
              return null;
            }
            x.meter().step();
            current.clear();
            current.push(Operations.iterate(sources.next(), x));
          }
        },
        x);
  }

  private static Value compress(Parameters.Bound a, Execution x) {
    var data = Operations.iterate(a.get(0), x);
    var selectors = Operations.iterate(a.get(1), x);
    return lazy(
        "compress",
        () -> {
          while (data.hasNext() && selectors.hasNext()) {
            x.meter().step();
            Value item = data.next();
            if (selectors.next().truth()) {
              return item;
            }
          }
          return null;
        },
        x);
  }

  private static Value islice(Arguments a, Execution x) {
    if (a.count() < 2 || a.count() > 4) {
      throw TemplateException.typeError("islice expected at least 2 arguments, got " + a.count());
    }
    refuseNames("islice", a);
    boolean hasStart = a.count() > 2;
    long start = hasStart ? bound(a.at(1), 0) : 0;
    long stop = bound(a.at(hasStart ? 2 : 1), Long.MAX_VALUE);
    var source = Operations.iterate(a.at(0), x);
    long step = a.count() == 4 ? bound(a.at(3), 1) : 1;
    if (step == 0) {
      throw TemplateException.valueError("Step for islice() must be a positive integer or None.");
    }
    var wanted = new long[] {start};
    var position = new long[1];
    return lazy("islice", () -> sliced(source, wanted, position, stop, step, x), x);
  }

  private static @Nullable Value sliced(
      Iterator<Value> source, long[] wanted, long[] position, long stop, long step, Execution x) {
    while (position[0] < Math.min(wanted[0], stop) && source.hasNext()) {
      x.meter().step();
      source.next();
      position[0]++;
    }
    if (wanted[0] >= stop || !source.hasNext()) {
      return null;
    }
    position[0]++;
    wanted[0] += step;
    return source.next();
  }

  private static long bound(Value value, long otherwise) {
    if (value instanceof None) {
      return otherwise;
    }
    if (!(value instanceof Int i) || i.sign() < 0 || !i.isLong()) {
      throw TemplateException.valueError(
          "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    }
    return i.longValue();
  }

  private static Value starmap(Parameters.Bound a, Execution x) {
    Value function = a.get(0);
    var source = Operations.iterate(a.get(1), x);
    return lazy(
        "starmap",
        () ->
            source.hasNext()
                ? Operations.call(function, Arguments.of(Operations.items(source.next(), x)), x)
                : null,
        x);
  }

  /// Copies share what has been read; each keeps what it has not given yet.
  private static Value tee(Parameters.Bound a, Execution x) {
    var source = Operations.iterate(a.get(0), x);
    int count = a.has(1) ? Bound.integer(a.get(1)) : 2;
    if (count < 0) {
      throw TemplateException.valueError("n must be >= 0");
    }
    x.meter().items(count);
    var waiting = new ArrayList<Deque<Value>>();
    var copies = new ArrayList<Value>();
    for (int i = 0; i < count; i++) {
      Deque<Value> mine = new ArrayDeque<>();
      waiting.add(mine);
      copies.add(
          lazy(
              "_tee",
              () -> {
                if (mine.isEmpty() && source.hasNext()) {
                  Value item = source.next();
                  x.meter().items(count);
                  waiting.forEach(queue -> queue.add(item));
                }
                return mine.poll();
              },
              x));
    }
    return TupleValue.copyOf(copies);
  }

  private static Value zipLongest(Arguments a, Execution x) {
    Value filler = a.named().getOrDefault("fillvalue", None.NONE);
    if (a.named().size() > (a.named().containsKey("fillvalue") ? 1 : 0)) {
      throw TemplateException.typeError("zip_longest() got an unexpected keyword argument");
    }
    var sources = new ArrayList<Iterator<Value>>();
    for (Value iterable : a.positional()) {
      sources.add(Operations.iterate(iterable, x));
    }
    return lazy(
        "zip_longest",
        () -> {
          if (sources.stream().noneMatch(Iterator::hasNext)) {
            return null;
          }
          x.meter().items(sources.size());
          var row = new ArrayList<Value>();
          sources.forEach(source -> row.add(source.hasNext() ? source.next() : filler));
          return TupleValue.copyOf(row);
        },
        x);
  }

  /// An iterator of tuples that [Combinatorics] computes.
  static IteratorValue tuples(String name, Lazy.Source source, Execution x) {
    return Lazy.iterator(
        "itertools." + name,
        () -> {
          x.meter().step();
          return source.next();
        });
  }
}
