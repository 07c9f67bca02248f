package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// `{% for %}`.
final class Loops {
  private Loops() {}

  /// What all kinds of loops share.
  ///
  /// @param filter the condition behind `if`, or null
  /// @param loopSlot where the variable `loop` goes, or -1 when nobody reads it
  /// @param otherwise the `else` branch, or null
  record Parts(
      Assign target,
      @Nullable Condition filter,
      Boundary boundary,
      int loopSlot,
      Action body,
      @Nullable Action otherwise,
      Span span) {}

  /// The condition of a loop, with variables of its own for the target.
  record Condition(Assign target, Code item, Code holds, Boundary boundary) {}

  /// A loop in the frame of the function around it.
  record For(Code items, Parts parts) implements Action {
    @Override
    public int run(Frame f) {
      Value value = items.eval(f);
      try {
        return loop(f, value, parts, null, 0);
      } catch (TemplateException e) {
        // What has no better place of its own, such as a budget that texts use up, is told by the
        // innermost loop around it.
        throw e.at(parts.span);
      }
    }
  }

  /// A loop that can call itself, and therefore runs in frames of its own.
  record Recursive(Code items, Parts parts, Function function, Escaping escaping)
      implements Action {
    @Override
    public int run(Frame f) {
      Value value = items.eval(f);
      Actions.emit(Str.of(render(f, value, 0)), f, parts.span);
      return NORMAL;
    }

    /// The text of the loop over `value`.
    String render(Frame outer, Value value, int depth) {
      outer.x.meter().enter();
      try {
        var out = TextBuilder.charged(outer.x.meter());
        var frame = new Frame(function, outer, outer.names, outer.x, out);
        if (loop(frame, value, parts, this, depth) == RETURN) {
          throw new ReturnSignal(frame.returned);
        }
        return frame.text();
      } finally {
        outer.x.meter().leave();
      }
    }
  }

  private static int loop(
      Frame f, Value value, Parts parts, @Nullable Recursive recursive, int depth) {
    Iterator<Value> items = items(f, value, parts);
    boolean isEmpty = true;
    LoopValue loop = null;
    if (parts.loopSlot >= 0) {
      Value counted = parts.filter == null ? value : null;
      loop =
          new LoopValue(items, counted, depth, recursive, recursive == null ? null : f.outer, f.x);
    }
    parts.boundary.begin(f);
    int next = Action.NORMAL;
    while (loop == null ? items.hasNext() : loop.hasNext()) {
      f.step();
      parts.target.assign(f, loop == null ? items.next() : loop.next());
      if (loop != null) {
        f.slots[parts.loopSlot] = loop;
      }
      parts.boundary.again(f);
      next = parts.body.run(f);
      if (next == Action.NORMAL) {
        isEmpty = false;
      } else if (next != Action.CONTINUE) {
        break;
      }
    }
    parts.boundary.leave(f);
    if (next == Action.RETURN) {
      return next;
    }
    // An iteration that was left by `break` or `continue` does not count, as in Jinja2.
    return isEmpty && parts.otherwise != null ? parts.otherwise.run(f) : Action.NORMAL;
  }

  private static Iterator<Value> items(Frame f, Value value, Parts parts) {
    try {
      Iterator<Value> items = Operations.iterate(value, f.x);
      return parts.filter == null ? items : new Filtered(items, parts.filter, f);
    } catch (TemplateException e) {
      throw e.at(parts.span);
    }
  }

  /// The items for which the condition holds, found when they are asked for.
  private static final class Filtered implements Iterator<Value> {
    private final Iterator<Value> items;
    private final Condition condition;
    private final Frame frame;
    private boolean isEntered;
    private @Nullable Value ahead;

    Filtered(Iterator<Value> items, Condition condition, Frame frame) {
      this.items = items;
      this.condition = condition;
      this.frame = frame;
    }

    @Override
    public boolean hasNext() {
      if (!isEntered) {
        isEntered = true;
        condition.boundary.enter(frame);
      }
      while (ahead == null && items.hasNext()) {
        frame.step();
        condition.target.assign(frame, items.next());
        if (condition.holds.truth(frame)) {
          ahead = condition.item.eval(frame);
        }
      }
      return ahead != null;
    }

    @Override
    public Value next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      Value item = ahead;
      ahead = null;
      return item;
    }
  }

  /// The text of a deeper run of a recursive loop.
  static Str again(Recursive recursive, Frame outer, Value items, int depth) {
    return recursive.escaping.captured(recursive.render(outer, items, depth), outer.x);
  }
}
