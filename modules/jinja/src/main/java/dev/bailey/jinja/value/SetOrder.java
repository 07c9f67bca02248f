package dev.bailey.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The order in which CPython walks a set of integers: that of its hash table, which is filled here
/// as CPython fills it. (The hashes of texts are random there, so that no template can count on
/// their order.)
final class SetOrder {
  private static final int MINIMUM = 8;
  private static final int PROBES = 9;
  private static final BigInteger MODULUS = BigInteger.valueOf((1L << 61) - 1);

  private @Nullable Value[] table = new @Nullable Value[MINIMUM];
  private int used;

  private SetOrder() {}

  /// The items as CPython orders them; as they are when one of them is no integer.
  static Collection<Value> of(Collection<Value> items) {
    for (Value item : items) {
      if (!(item instanceof Int || item instanceof Bool)) {
        return items;
      }
    }
    var order = new SetOrder();
    items.forEach(order::add);
    return order.items();
  }

  private void add(Value item) {
    insert(item);
    used++;
    if (used * 5L >= (table.length - 1) * 3L) {
      grow(used > 50_000 ? used * 2 : used * 4);
    }
  }

  private void grow(int atLeast) {
    List<Value> before = items();
    int size = MINIMUM;
    while (size <= atLeast) {
      size <<= 1;
    }
    table = new @Nullable Value[size];
    before.forEach(this::insert);
  }

  private void insert(Value item) {
    long hash = hash(item);
    int mask = table.length - 1;
    int at = (int) hash & mask;
    long perturb = hash;
    while (true) {
      int last = at + PROBES <= mask ? at + PROBES : at;
      for (int i = at; i <= last; i++) {
        if (table[i] == null) {
          table[i] = item;
          return;
        }
      }
      perturb >>>= 5;
      at = (int) (at * 5L + 1 + perturb) & mask;
    }
  }

  private static long hash(Value item) {
    BigInteger value = Comparison.integer(item);
    long hash = value.abs().mod(MODULUS).longValue() * value.signum();
    return hash == -1 ? -2 : hash;
  }

  private List<Value> items() {
    var items = new ArrayList<Value>(used);
    for (Value item : table) {
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }
}
