package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `product`, `permutations` and `combinations` of `itertools`, one tuple after the other.
final class Combinatorics {
  /// Moves the indices to the next tuple; false after the last one.
  @FunctionalInterface
  private interface Step {
    boolean advance(int[] indices);
  }

  private Combinatorics() {}

  private static List<Value> pool(Value iterable, Execution x) {
    List<Value> items = Operations.items(iterable, x);
    x.meter().items(items.size());
    return List.copyOf(items);
  }

  private static int size(Value value) {
    if (value instanceof None) {
      throw TemplateException.typeError("Expected int as r");
    }
    int size = Bound.integer(value);
    if (size < 0) {
      throw TemplateException.valueError("r must be non-negative");
    }
    return size;
  }

  /// The tuples that the pools give at each state of the indices.
  private static Value tuples(
      String name, List<List<Value>> pools, int @Nullable [] first, Step step, Execution x) {
    var state = new ArrayList<int[]>();
    if (first != null) {
      state.add(first);
    }
    return ItertoolsModule.tuples(
        name,
        () -> {
          if (state.isEmpty()) {
            return null;
          }
          int[] indices = state.getFirst();
          x.meter().items(indices.length);
          var tuple = new ArrayList<Value>(indices.length);
          for (int i = 0; i < indices.length; i++) {
            tuple.add(pools.get(i).get(indices[i]));
          }
          if (!step.advance(indices)) {
            state.clear();
          }
          return TupleValue.copyOf(tuple);
        },
        x);
  }

  static Value product(Arguments a, Execution x) {
    Value times = a.named().getOrDefault("repeat", Int.ONE);
    if (a.named().size() > (a.named().containsKey("repeat") ? 1 : 0)) {
      throw TemplateException.typeError("product() got an unexpected keyword argument");
    }
    int repeat = Bound.integer(times);
    if (repeat < 0) {
      throw TemplateException.valueError("repeat argument cannot be negative");
    }
    x.meter().items((long) repeat * a.count());
    var once = new ArrayList<List<Value>>();
    a.positional().forEach(iterable -> once.add(pool(iterable, x)));
    var pools = new ArrayList<List<Value>>();
    for (int i = 0; i < repeat; i++) {
      pools.addAll(once);
    }
    boolean isEmpty = pools.stream().anyMatch(List::isEmpty);
    return tuples(
        "product",
        pools,
        isEmpty ? null : new int[pools.size()],
        indices -> nextProduct(indices, pools),
        x);
  }

  private static boolean nextProduct(int[] indices, List<List<Value>> pools) {
    for (int i = indices.length - 1; i >= 0; i--) {
      if (++indices[i] < pools.get(i).size()) {
        return true;
      }
      indices[i] = 0;
    }
    return false;
  }

  static Value combinations(Parameters.Bound a, Execution x) {
    var pool = pool(a.get(0), x);
    int size = size(a.get(1));
    return tuples(
        "combinations",
        same(pool, size, x),
        size > pool.size() ? null : ascending(size),
        indices -> nextCombination(indices, pool.size()),
        x);
  }

  private static List<List<Value>> same(List<Value> pool, int size, Execution x) {
    x.meter().items(size);
    return Collections.nCopies(size, pool);
  }

  private static int[] ascending(int size) {
    var indices = new int[size];
    for (int i = 0; i < size; i++) {
      indices[i] = i;
    }
    return indices;
  }

  private static boolean nextCombination(int[] indices, int count) {
    for (int i = indices.length - 1; i >= 0; i--) {
      if (indices[i] < count - indices.length + i) {
        indices[i]++;
        for (int j = i + 1; j < indices.length; j++) {
          indices[j] = indices[j - 1] + 1;
        }
        return true;
      }
    }
    return false;
  }

  static Value combinationsWithReplacement(Parameters.Bound a, Execution x) {
    var pool = pool(a.get(0), x);
    int size = size(a.get(1));
    return tuples(
        "combinations_with_replacement",
        same(pool, size, x),
        pool.isEmpty() && size > 0 ? null : new int[size],
        indices -> nextWithReplacement(indices, pool.size()),
        x);
  }

  private static boolean nextWithReplacement(int[] indices, int count) {
    for (int i = indices.length - 1; i >= 0; i--) {
      if (indices[i] < count - 1) {
        Arrays.fill(indices, i, indices.length, indices[i] + 1);
        return true;
      }
    }
    return false;
  }

  static Value permutations(Parameters.Bound a, Execution x) {
    var pool = pool(a.get(0), x);
    Value given = a.get(1, None.NONE);
    int size = given instanceof None ? pool.size() : size(given);
    return tuples(
        "permutations",
        same(pool, size, x),
        size > pool.size() ? null : ascending(size),
        indices -> nextPermutation(indices, pool.size()),
        x);
  }

  /// The next sequence of different indices in lexical order.
  private static boolean nextPermutation(int[] indices, int count) {
    var isUsed = new boolean[count];
    for (int index : indices) {
      isUsed[index] = true;
    }
    for (int i = indices.length - 1; i >= 0; i--) {
      isUsed[indices[i]] = false;
      int next = nextFree(isUsed, indices[i] + 1);
      if (next >= 0) {
        indices[i] = next;
        isUsed[next] = true;
        for (int j = i + 1; j < indices.length; j++) {
          indices[j] = nextFree(isUsed, 0);
          isUsed[indices[j]] = true;
        }
        return true;
      }
    }
    return false;
  }

  private static int nextFree(boolean[] isUsed, int from) {
    for (int i = from; i < isUsed.length; i++) {
      if (!isUsed[i]) {
        return i;
      }
    }
    return -1;
  }
}
