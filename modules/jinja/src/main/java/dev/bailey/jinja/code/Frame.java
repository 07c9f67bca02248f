package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.TemplateException;
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

  /// Whether this is no rendering yet, but the computation of a constant.
  boolean isFolding;

  /// What is wrong with the text so far. Jinja2 joins the pieces of a text when it is complete, and
  /// only then finds one that is no string.
  @Nullable TemplateException flaw;

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

  /// The text that was printed; fails when a piece of it was no string.
  String text() {
    if (flaw != null) {
      throw flaw;
    }
    return out.toString();
  }

  /// Takes over what is wrong with the text that `inside` printed into this one's.
  void takeFlaw(Frame inside) {
    if (flaw == null) {
      flaw = inside.flaw;
    }
  }

  /// Turns escaping on or off for this template.
  void escape(boolean isOn) {
    names.escape(isOn);
    x.escape(isOn);
  }

  /// Charges one step.
  void step() {
    x.meter().step();
  }
}
