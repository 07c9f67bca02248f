package dev.bailey.jinja.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text that grows while its characters are charged to a [Meter], and that knows which containers
/// are being printed, so that one inside itself prints as `[...]`.
public final class TextBuilder {
  /// What a text may hold that no rendering pays for: error messages, logs, results of the host.
  private static final int UNCHARGED_LIMIT = 64 << 20;

  /// How deep containers may nest before printing gives up, as CPython's recursion limit does.
  static final int MAX_NESTING = 900;

  private final StringBuilder text = new StringBuilder();
  private final @Nullable Meter meter;
  private final boolean isOutput;
  private final List<Value> open = new ArrayList<>(4);

  private TextBuilder(@Nullable Meter meter, boolean isOutput) {
    this.meter = meter;
    this.isOutput = isOutput;
  }

  /// A builder whose characters are charged to `meter` before they are stored.
  public static TextBuilder charged(Meter meter) {
    return new TextBuilder(meter, false);
  }

  /// A builder for what a template prints: its characters are charged as output.
  public static TextBuilder printed(Meter meter) {
    return new TextBuilder(meter, true);
  }

  /// A builder outside any rendering; it refuses to grow beyond a fixed size.
  public static TextBuilder uncharged() {
    return new TextBuilder(null, false);
  }

  /// Appends a text.
  public TextBuilder append(String part) {
    charge(part.length());
    text.append(part);
    return this;
  }

  /// Appends one character.
  public TextBuilder append(char part) {
    charge(1);
    text.append(part);
    return this;
  }

  /// Appends one character many times.
  public TextBuilder repeat(char part, int count) {
    charge(count);
    text.repeat(part, count);
    return this;
  }

  /// The number of UTF-16 units so far.
  public int length() {
    return text.length();
  }

  /// Notes that `container` is being printed; false when it already is. Every `true` is followed by
  /// a [#leave].
  boolean enter(Value container) {
    for (Value outer : open) {
      if (Comparison.same(outer, container)) {
        return false;
      }
    }
    if (open.size() >= MAX_NESTING) {
      throw TemplateException.of(
          "RecursionError", "maximum recursion depth exceeded while getting the repr of an object");
    }
    open.add(container);
    return true;
  }

  void leave() {
    open.removeLast();
  }

  private void charge(int chars) {
    if (meter != null) {
      if (isOutput) {
        meter.output(chars);
      } else {
        meter.items(chars);
      }
    } else if (text.length() + (long) chars > UNCHARGED_LIMIT) {
      throw TemplateException.of("MemoryError", "the text of a value is too long");
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
