package dev.bailey.jinja.value;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The items of a list that several threads read and, seldom, write, as [SharedEntries] are those
/// of a dictionary.
final class SharedItems extends AbstractList<Value> implements RandomAccess {
  private volatile List<Value> current;

  SharedItems(List<Value> items) {
    this.current = new ArrayList<>(items);
    current.forEach(SharedEntries::share);
  }

  private synchronized @Nullable Value change(Function<List<Value>, @Nullable Value> write) {
    var next = new ArrayList<>(current);
    Value before = write.apply(next);
    current = next;
    return before;
  }

  @Override
  public Value get(int index) {
    return current.get(index);
  }

  @Override
  public Iterator<Value> iterator() {
    return Collections.unmodifiableList(current).iterator();
  }

  @Override
  public int size() {
    return current.size();
  }

  @Override
  public @Nullable Value set(int index, Value item) {
    SharedEntries.share(item);
    return change(items -> items.set(index, item));
  }

  @Override
  public boolean add(Value item) {
    SharedEntries.share(item);
    change(items -> {
      items.add(item);
      return null;
    });
    return true;
  }

  @Override
  public void add(int index, Value item) {
    SharedEntries.share(item);
    change(items -> {
      items.add(index, item);
      return null;
    });
  }

  @Override
  public @Nullable Value remove(int index) {
    return change(items -> items.remove(index));
  }
}
