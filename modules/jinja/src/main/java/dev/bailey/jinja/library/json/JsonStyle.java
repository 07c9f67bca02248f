package dev.bailey.jinja.library.json;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import org.jspecify.annotations.Nullable;

/// How `json.dumps` writes.
///
/// @param indent what one level is indented by; null for all on one line
/// @param itemSeparator what stands between items, without a line end
/// @param keySeparator what stands between key and value
/// @param sortsKeys whether keys are put in order
/// @param isAscii whether everything beyond ASCII is escaped
/// @param allowsNan whether NaN and the infinities may be written
/// @param skipsKeys whether keys of other types are left out instead of refused
public record JsonStyle(
    @Nullable String indent,
    String itemSeparator,
    String keySeparator,
    boolean sortsKeys,
    boolean isAscii,
    boolean allowsNan,
    boolean skipsKeys) {
  private static final int MAX_INDENT = 1000;

  /// What `json.dumps(value)` does.
  public static JsonStyle standard() {
    return new JsonStyle(null, ", ", ": ", false, true, true, false);
  }

  public JsonStyle withSortedKeys() {
    return new JsonStyle(indent, itemSeparator, keySeparator, true, isAscii, allowsNan, skipsKeys);
  }

  /// With the argument `indent`: a number of spaces, a text or None.
  public JsonStyle withIndent(Value value) {
    String text =
        switch (value) {
          case None _ -> null;
          case Str s -> s.value();
          case Bool b -> b.truth() ? " " : "";
          case Int i when i.isLong() && i.longValue() <= MAX_INDENT ->
              " ".repeat((int) Math.max(0, i.longValue()));
          default ->
              throw TemplateException.typeError(
                  "can't multiply sequence by non-int of type '" + value.typeName() + "'");
        };
    String separator = text == null ? ", " : ",";
    return new JsonStyle(text, separator, keySeparator, sortsKeys, isAscii, allowsNan, skipsKeys);
  }

  public JsonStyle withSeparators(String item, String key) {
    return new JsonStyle(indent, item, key, sortsKeys, isAscii, allowsNan, skipsKeys);
  }

  public JsonStyle withAscii(boolean escapes) {
    return new JsonStyle(
        indent, itemSeparator, keySeparator, sortsKeys, escapes, allowsNan, skipsKeys);
  }

  public JsonStyle withNan(boolean allows) {
    return new JsonStyle(
        indent, itemSeparator, keySeparator, sortsKeys, isAscii, allows, skipsKeys);
  }

  public JsonStyle withSkippedKeys(boolean skips) {
    return new JsonStyle(indent, itemSeparator, keySeparator, sortsKeys, isAscii, allowsNan, skips);
  }
}
