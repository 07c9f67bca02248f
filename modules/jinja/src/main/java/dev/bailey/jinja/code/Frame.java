package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of a [Function]: its variables, the names beyond them, and where its text goes.
final class Frame {
  /// The variables; null where one has no value.
  final @Nullable Value[] slots;

  /// The run of the function in which this one was defined.
  final @Nullable Frame outer;

  final Names names;
  final Execution x;

  /// Where text goes; replaced while a block captures it.
  TextBuilder out;

  /// The printed values of a native rendering; null when text is wanted.
  @Nullable List<Value> printed;

  /// The value of an early return.
  Value returned = None.NONE;

  Frame(Function function, @Nullable Frame outer, Names names, Execution x, TextBuilder out) {
    this.slots = new @Nullable Value[function.slotCount()];
    this.outer = outer;
    this.names = names;
    this.x = x;
    this.out = out;
  }

  /// The frame `hops` definitions further out.
  Frame outer(int hops) {
    Frame frame = this;
    for (int i = 0; i < hops; i++) {
      Frame next = frame.outer;
      if (next == null) {
        throw new IllegalStateException("no frame " + hops + " levels out");
      }
      frame = next;
    }
    return frame;
  }

  /// Charges one step.
  void step() {
    x.meter().step();
  }
}
