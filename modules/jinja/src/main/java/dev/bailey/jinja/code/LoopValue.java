package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.IteratorValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The variable `loop`. It looks at the next item only when somebody asks for something that
/// depends on it.
final class LoopValue extends HostValue implements Iterator<Value> {
  private static final Parameters CALL = Parameters.of("__call__", "iterable");

  private Iterator<Value> items;
  private final @Nullable Value counted;
  private final int depth;
  private final Loops.@Nullable Recursive recursive;
  private final @Nullable Frame outer;
  private final Execution x;
  private long index = -1;
  private long length = -1;
  private @Nullable Value before;
  private @Nullable Value current;
  private @Nullable Value after;
  private @Nullable Value lastChanged;

  /// @param counted what the loop walks, when its length tells how many items there are
  /// @param recursive the loop, when it can call itself
  /// @param outer the frame around a recursive loop
  LoopValue(
      Iterator<Value> items,
      @Nullable Value counted,
      int depth,
      Loops.@Nullable Recursive recursive,
      @Nullable Frame outer,
      Execution x) {
    this.items = items;
    this.counted = counted;
    this.depth = depth;
    this.recursive = recursive;
    this.outer = outer;
    this.x = x;
  }

  @Override
  public boolean hasNext() {
    return after != null || items.hasNext();
  }

  @Override
  public Value next() {
    Value next = after;
    if (next == null) {
      if (!items.hasNext()) {
        throw new NoSuchElementException();
      }
      next = items.next();
    }
    after = null;
    index++;
    before = current;
    current = next;
    return next;
  }

  private @Nullable Value peek() {
    if (after == null && items.hasNext()) {
      after = items.next();
    }
    return after;
  }

  private long length() {
    if (length < 0) {
      length = count();
    }
    return length;
  }

  private long count() {
    if (counted != null && isSized(counted)) {
      return Operations.length(counted, x);
    }
    var rest = new ArrayList<Value>();
    while (items.hasNext()) {
      x.meter().step();
      x.meter().items(1);
      rest.add(items.next());
    }
    items = rest.iterator();
    return rest.size() + index + 1 + (after == null ? 0 : 1);
  }

  private static boolean isSized(Value value) {
    return !(value instanceof IteratorValue)
        && !(value instanceof HostValue host && !host.isSequence() && !host.isMapping());
  }

  @Override
  public String typeName() {
    return "LoopContext";
  }

  @Override
  public String qualifiedTypeName() {
    return "jinja2.runtime.LoopContext";
  }

  @Override
  public @Nullable Value attribute(String name, Execution e) {
    return switch (name) {
      case "index" -> Int.of(index + 1);
      case "index0" -> Int.of(index);
      case "first" -> Bool.of(index == 0);
      case "last" -> Bool.of(peek() == null);
      case "length" -> Int.of(length());
      case "revindex" -> Int.of(length() - index);
      case "revindex0" -> Int.of(length() - index - 1);
      case "depth" -> Int.of(depth + 1L);
      case "depth0" -> Int.of(depth);
      case "previtem" -> before != null ? before : e.undefinedBecause("there is no previous item");
      case "nextitem" -> {
        Value next = peek();
        yield next != null ? next : e.undefinedBecause("there is no next item");
      }
      case "cycle" -> Builtin.free("cycle", (a, y) -> cycle(a));
      case "changed" -> Builtin.free("changed", (a, y) -> changed(a, y));
      default -> null;
    };
  }

  private Value cycle(Arguments a) {
    List<Value> choices = a.positional();
    if (choices.isEmpty()) {
      throw TemplateException.typeError("no items for cycling given");
    }
    return choices.get((int) (index % choices.size()));
  }

  private Value changed(Arguments a, Execution e) {
    Value now = TupleValue.copyOf(a.positional());
    if (lastChanged != null && Operations.equal(lastChanged, now, e)) {
      return Bool.FALSE;
    }
    lastChanged = now;
    return Bool.TRUE;
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution e) {
    Value iterable = CALL.bind(arguments).get(0);
    if (recursive == null || outer == null) {
      throw TemplateException.typeError(
          "The loop must have the 'recursive' marker to be callable.");
    }
    return Loops.again(recursive, outer, iterable, depth + 1);
  }

  @Override
  public boolean isIterable() {
    return true;
  }

  /// The loop itself: whoever walks it takes its items away.
  @Override
  public Iterator<Value> iterate(Execution e) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return LoopValue.this.hasNext();
      }

      @Override
      public Value next() {
        return TupleValue.of(LoopValue.this.next(), LoopValue.this);
      }
    };
  }

  @Override
  public boolean isSequence() {
    return false;
  }

  @Override
  public long length(Execution e) {
    return length();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<LoopContext " + (index + 1) + "/" + length() + ">");
  }
}
