package dev.bailey.jinja.library.json;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Numbers;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;

/// `json.loads`, with its error messages.
public final class JsonReader {
  private static final int MAX_NESTING = 900;

  private final String text;
  private final Execution x;
  private int at;
  private int depth;

  private JsonReader(String text, Execution x) {
    this.text = text;
    this.x = x;
  }

  /// The value of a JSON text; JSONDecodeError when it is none.
  public static Value read(String text, Execution x) {
    if (text.startsWith("\ufeff")) {
      throw error("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0);
    }
    x.meter().steps(text.length() / 16);
    var reader = new JsonReader(text, x);
    reader.space();
    Value value = reader.value();
    reader.space();
    if (reader.at < text.length()) {
      throw error("Extra data", text, reader.at);
    }
    return value;
  }

  private static TemplateException error(String message, String text, int at) {
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    int column = text.codePointCount(lineStart, at) + 1;
    int character = text.codePointCount(0, at);
    return TemplateException.of(
        "JSONDecodeError",
        "%s: line %d column %d (char %d)".formatted(message, line, column, character));
  }

  private TemplateException error(String message, int place) {
    return error(message, text, Math.min(place, text.length()));
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private Value value() {
    x.meter().step();
    x.meter().items(1);
    return switch (peek()) {
      case '"' -> {
        at++;
        yield Str.of(string());
      }
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case 'n' -> word("null", None.NONE);
      case 't' -> word("true", Bool.TRUE);
      case 'f' -> word("false", Bool.FALSE);
      case 'N' -> word("NaN", Float.of(Double.NaN));
      case 'I' -> word("Infinity", Float.of(Double.POSITIVE_INFINITY));
      case '-' ->
          text.startsWith("-Infinity", at)
              ? word("-Infinity", Float.of(Double.NEGATIVE_INFINITY))
              : number();
      default -> number();
    };
  }

  private Value word(String word, Value value) {
    if (!text.startsWith(word, at)) {
      throw error("Expecting value", at);
    }
    at += word.length();
    return value;
  }

  private Value nested(java.util.function.Supplier<Value> body) {
    if (++depth > MAX_NESTING) {
      throw TemplateException.of(
          "RecursionError", "maximum recursion depth exceeded while decoding a JSON document");
    }
    at++;
    Value value = body.get();
    depth--;
    return value;
  }

  private Value object() {
    var dict = DictValue.empty();
    space();
    if (peek() == '}') {
      at++;
      return dict;
    }
    while (true) {
      if (peek() != '"') {
        throw error("Expecting property name enclosed in double quotes", at);
      }
      at++;
      String key = string();
      space();
      if (peek() != ':') {
        throw error("Expecting ':' delimiter", at);
      }
      at++;
      space();
      dict.put(key, value());
      space();
      if (peek() == '}') {
        at++;
        return dict;
      }
      if (peek() != ',') {
        throw error("Expecting ',' delimiter", at);
      }
      at++;
      space();
    }
  }

  private Value array() {
    var list = ListValue.empty();
    space();
    if (peek() == ']') {
      at++;
      return list;
    }
    while (true) {
      list.add(value());
      space();
      if (peek() == ']') {
        at++;
        return list;
      }
      if (peek() != ',') {
        throw error("Expecting ',' delimiter", at);
      }
      at++;
      space();
    }
  }

  private Value number() {
    int start = at;
    int end = start + (peek() == '-' ? 1 : 0);
    int whole = end;
    end = digits(end);
    boolean isLeadingZero = end > whole && text.charAt(whole) == '0';
    if (end == whole) {
      throw error("Expecting value", start);
    }
    end = isLeadingZero ? whole + 1 : end;
    boolean isFloat = false;
    if (end < text.length() && text.charAt(end) == '.' && digits(end + 1) > end + 1) {
      end = digits(end + 1);
      isFloat = true;
    }
    int afterExponent = exponent(end);
    if (afterExponent > end) {
      end = afterExponent;
      isFloat = true;
    }
    at = end;
    String number = text.substring(start, end);
    return isFloat ? Float.of(Double.parseDouble(number)) : integer(number);
  }

  private static Value integer(String digits) {
    Int value = Numbers.parseInt(digits, 10);
    if (value == null) {
      throw TemplateException.valueError(
          "Exceeds the limit (4300 digits) for integer string conversion: value has "
              + (digits.startsWith("-") ? digits.length() - 1 : digits.length())
              + " digits; use sys.set_int_max_str_digits() to increase the limit");
    }
    return value;
  }

  private int digits(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private int exponent(int from) {
    if (from >= text.length() || (text.charAt(from) != 'e' && text.charAt(from) != 'E')) {
      return from;
    }
    int start = from + 1;
    if (start < text.length() && (text.charAt(start) == '+' || text.charAt(start) == '-')) {
      start++;
    }
    int end = digits(start);
    return end > start ? end : from;
  }

  /// The rest of a string whose opening quote is behind.
  private String string() {
    int begin = at - 1;
    var out = new StringBuilder();
    while (true) {
      int start = at;
      while (at < text.length()
          && text.charAt(at) != '"'
          && text.charAt(at) != '\\'
          && text.charAt(at) >= ' ') {
        at++;
      }
      x.meter().items(at - start);
      out.append(text, start, at);
      if (at >= text.length()) {
        throw error("Unterminated string starting at", begin);
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c != '\\') {
        throw error("Invalid control character at", at - 1);
      }
      out.append(escape(begin));
    }
  }

  private char escape(int begin) {
    if (at >= text.length()) {
      throw error("Unterminated string starting at", begin);
    }
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw error("Invalid \\escape", at - 2);
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
      if (digit < 0 || text.charAt(at + i) > 0x7f) {
        throw error("Invalid \\uXXXX escape", at - 1);
      }
      code = code * 16 + digit;
    }
    at += 4;
    return (char) code;
  }
}
