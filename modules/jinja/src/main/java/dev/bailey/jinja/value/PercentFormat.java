package dev.bailey.jinja.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `'%s and %05.2f' % values`.
public final class PercentFormat {
  private final String format;
  private final Value values;
  private final @Nullable List<Value> tuple;
  private final Execution x;
  private final TextBuilder out;
  private final boolean escapes;
  private int at;
  private int used;

  /// One conversion: what stands between `%` and its type.
  private record Spec(
      boolean isLeft,
      boolean isPlus,
      boolean isSpace,
      boolean isAlternate,
      boolean isZero,
      int width,
      int precision) {}

  private PercentFormat(String format, Value values, boolean escapes, Execution x) {
    this.format = format;
    this.values = values;
    this.tuple = values instanceof TupleValue t ? t.items() : null;
    this.escapes = escapes;
    this.x = x;
    this.out = TextBuilder.charged(x.meter());
  }

  /// The text with each conversion replaced by the next value, or by the one it names.
  public static String format(String format, Value values, Execution x) {
    return new PercentFormat(format, values, false, x).run();
  }

  /// The same for HTML: the text of each value is escaped before it is padded.
  static String formatMarkup(String format, Value values, Execution x) {
    return new PercentFormat(format, values, true, x).run();
  }

  private String run() {
    while (at < format.length()) {
      int next = format.indexOf('%', at);
      if (next < 0) {
        out.append(format.substring(at));
        break;
      }
      out.append(format.substring(at, next));
      at = next + 1;
      conversion();
    }
    if (!isMapping() && used < count()) {
      throw TemplateException.typeError("not all arguments converted during string formatting");
    }
    return out.toString();
  }

  private int count() {
    return tuple == null ? 1 : tuple.size();
  }

  /// What has items by key, as CPython judges: lists too, but neither strings nor tuples.
  private boolean isMapping() {
    return switch (values) {
      case DictValue _, ListValue _, Range _, Bytes _, Undefined _ -> true;
      case HostValue host -> host.isMapping() || host.isSequence();
      default -> false;
    };
  }

  private void conversion() {
    if (peek() == '%') {
      at++;
      out.append('%');
      return;
    }
    Value named = peek() == '(' ? named() : null;
    boolean isLeft = false;
    boolean isPlus = false;
    boolean isSpace = false;
    boolean isAlternate = false;
    boolean isZero = false;
    for (boolean isFlag = true; isFlag; ) {
      switch (peek()) {
        case '-' -> isLeft = true;
        case '+' -> isPlus = true;
        case ' ' -> isSpace = true;
        case '#' -> isAlternate = true;
        case '0' -> isZero = true;
        default -> isFlag = false;
      }
      at += isFlag ? 1 : 0;
    }
    int width = number("width too big");
    if (width < 0 && width != Integer.MIN_VALUE) {
      isLeft = true;
      width = -width;
    }
    int precision = -1;
    if (peek() == '.') {
      at++;
      precision = Math.max(0, number("precision too big"));
    }
    if (peek() == 'h' || peek() == 'l' || peek() == 'L') {
      at++;
    }
    var spec =
        new Spec(isLeft, isPlus, isSpace, isAlternate, isZero, Math.max(0, width), precision);
    if (at >= format.length()) {
      throw TemplateException.valueError("incomplete format");
    }
    char type = format.charAt(at++);
    convert(type, spec, named != null ? named : next());
  }

  private int peek() {
    return at < format.length() ? format.charAt(at) : 0;
  }

  private Value named() {
    if (!isMapping()) {
      throw TemplateException.typeError("format requires a mapping");
    }
    int start = ++at;
    int open = 1;
    while (open > 0) {
      if (at >= format.length()) {
        throw TemplateException.valueError("incomplete format key");
      }
      char c = format.charAt(at++);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    Value key = Str.of(format.substring(start, at - 1));
    used = count();
    if (values instanceof Undefined undefined) {
      return Attributes.memberOf(undefined);
    }
    Value found = Attributes.entry(values, key, x);
    if (found == null) {
      throw values instanceof DictValue || values instanceof HostValue
          ? TemplateException.of("KeyError", key.repr())
          : TemplateException.typeError(
              values.typeName() + " indices must be integers or slices, not str");
    }
    return found;
  }

  private Value next() {
    if (tuple != null) {
      if (used >= tuple.size()) {
        throw tooFew();
      }
      return tuple.get(used++);
    }
    if (used > 0) {
      throw tooFew();
    }
    used = 1;
    return values;
  }

  private static TemplateException tooFew() {
    return TemplateException.typeError("not enough arguments for format string");
  }

  /// A number, `*` for the next value, or MIN_VALUE when there is none.
  private int number(String tooLarge) {
    if (peek() == '*') {
      at++;
      if (!(next() instanceof Int number)) {
        throw TemplateException.typeError("* wants int");
      }
      return Args.integer(number);
    }
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (start == at) {
      return Integer.MIN_VALUE;
    }
    long value = at - start > 12 ? Long.MAX_VALUE : Long.parseLong(format, start, at, 10);
    if (value > Integer.MAX_VALUE) {
      throw TemplateException.valueError(tooLarge);
    }
    return (int) value;
  }

  private void convert(char type, Spec spec, Value value) {
    switch (type) {
      case 's' -> text(escapes ? Markup.escape(value, x).value() : Operations.str(value, x), spec);
      case 'r' -> text(escaped(Operations.repr(value, x)), spec);
      case 'a' -> text(StrText.ascii(escaped(Operations.repr(value, x))), spec);
      case 'd', 'i', 'u' -> integer(whole(value, type), 'd', spec);
      case 'x', 'X', 'o' -> integer(exact(value, type), type, spec);
      case 'e', 'E', 'f', 'F', 'g', 'G' -> real(value, type, spec);
      case 'c' ->
          text(character(value), new Spec(spec.isLeft, false, false, false, false, spec.width, -1));
      default ->
          throw TemplateException.valueError(
              "unsupported format character '%c' (0x%x) at index %d"
                  .formatted(type, (int) type, at - 1));
    }
  }

  private String escaped(String text) {
    return escapes ? Markup.escape(text, x) : text;
  }

  private static String character(Value value) {
    if (value instanceof Str text && text.length() == 1) {
      return text.value();
    }
    if (value instanceof Int || value instanceof Bool) {
      long code = Args.index(value);
      if (code < 0 || code > Character.MAX_CODE_POINT) {
        throw TemplateException.of("OverflowError", "%c arg not in range(0x110000)");
      }
      return Character.toString((int) code);
    }
    throw TemplateException.typeError("%c requires int or char");
  }

  private void text(String text, Spec spec) {
    boolean isCut = spec.precision >= 0 && spec.precision < CodePoints.length(text);
    String shown = isCut ? CodePoints.slice(text, 0, spec.precision) : text;
    pad("", shown, false, spec);
  }

  private static Int whole(Value value, char type) {
    return switch (value) {
      case Int i -> i;
      case Bool b -> b.truth() ? Int.ONE : Int.ZERO;
      case Float f -> Numbers.truncate(f.value());
      case DecimalValue d -> Int.of(d.value().toBigInteger());
      case Undefined undefined -> throw undefined.error();
      default ->
          throw TemplateException.typeError(
              "%" + type + " format: a real number is required, not " + value.typeName());
    };
  }

  private static Int exact(Value value, char type) {
    return switch (value) {
      case Int i -> i;
      case Bool b -> b.truth() ? Int.ONE : Int.ZERO;
      default ->
          throw TemplateException.typeError(
              "%" + type + " format: an integer is required, not " + value.typeName());
    };
  }

  private void integer(Int value, char type, Spec spec) {
    String digits = NumberFormat.digits(value, type);
    if (spec.precision > digits.length()) {
      x.meter().items(spec.precision);
      digits = "0".repeat(spec.precision - digits.length()) + digits;
    }
    String base = spec.isAlternate && type != 'd' ? "0" + type : "";
    pad(sign(value.sign() < 0, spec) + base, digits, spec.isZero, spec);
  }

  private static String sign(boolean isNegative, Spec spec) {
    return isNegative ? "-" : spec.isPlus ? "+" : spec.isSpace ? " " : "";
  }

  private void real(Value value, char type, Spec spec) {
    if (!Comparison.isNumber(value)) {
      if (value instanceof Undefined undefined) {
        throw undefined.error();
      }
      throw TemplateException.typeError("must be real number, not " + value.typeName());
    }
    double number = Arithmetic.toDouble(value);
    int precision = spec.precision < 0 ? 6 : spec.precision;
    if (precision > FloatFormat.MAX_PRECISION) {
      throw TemplateException.valueError("precision too big");
    }
    x.meter().items(precision);
    String text = FloatFormat.format(number, type, precision, spec.isAlternate);
    boolean isNegative = number < 0 || 1 / number < 0;
    pad(sign(isNegative && !Double.isNaN(number), spec), text, spec.isZero, spec);
  }

  private void pad(String prefix, String body, boolean withZeros, Spec spec) {
    int missing = spec.width - CodePoints.length(prefix) - CodePoints.length(body);
    if (missing <= 0) {
      out.append(prefix).append(body);
    } else if (spec.isLeft) {
      out.append(prefix).append(body).repeat(' ', missing);
    } else if (withZeros) {
      out.append(prefix).repeat('0', missing).append(body);
    } else {
      out.repeat(' ', missing).append(prefix).append(body);
    }
  }
}
