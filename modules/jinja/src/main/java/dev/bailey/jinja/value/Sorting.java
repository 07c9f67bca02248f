package dev.bailey.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/// Stable sorting that asks `<` only. Not Java's: that one refuses orders that contradict
/// themselves, such as those of lists with NaN, and it cannot be charged.
public final class Sorting {
  private static final int SHORT = 8;

  private record Keyed(Value key, Value item) {}

  private Sorting() {}

  /// A new list of `items` in ascending order of their keys, or in descending order with equal ones
  /// still as they stood.
  public static List<Value> sorted(
      List<Value> items, UnaryOperator<Value> key, boolean isReverse, Execution x) {
    x.meter().items(items.size() * 2L);
    var keyed = new ArrayList<Keyed>(items.size());
    for (Value item : items) {
      keyed.add(new Keyed(key.apply(item), item));
    }
    if (isReverse) {
      Collections.reverse(keyed);
    }
    var array = keyed.toArray(new Keyed[0]);
    sort(array, array.clone(), 0, array.length, x);
    var result = new ArrayList<Value>(array.length);
    for (Keyed each : array) {
      result.add(each.item);
    }
    if (isReverse) {
      Collections.reverse(result);
    }
    return result;
  }

  /// Sorts `from` to `to` of `array`; `spare` holds the same there at the start.
  private static void sort(Keyed[] array, Keyed[] spare, int from, int to, Execution x) {
    if (to - from <= SHORT) {
      insert(array, from, to, x);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(spare, array, from, middle, x);
    sort(spare, array, middle, to, x);
    merge(spare, array, from, middle, to, x);
  }

  private static void insert(Keyed[] array, int from, int to, Execution x) {
    for (int i = from + 1; i < to; i++) {
      Keyed next = array[i];
      int at = i;
      while (at > from && isLess(next, array[at - 1], x)) {
        array[at] = array[at - 1];
        at--;
      }
      array[at] = next;
    }
  }

  private static void merge(
      Keyed[] source, Keyed[] target, int from, int middle, int to, Execution x) {
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takesRight = left == middle || (right < to && isLess(source[right], source[left], x));
      target[i] = takesRight ? source[right++] : source[left++];
    }
  }

  private static boolean isLess(Keyed a, Keyed b, Execution x) {
    return Operations.compare(a.key, b.key, x) < 0;
  }
}
