package dev.bailey.jinja.value;

/// `format(value, spec)`.
public final class Formatting {
  private Formatting() {}

  /// The value as the specification wants it; ValueError or TypeError when it does not suit.
  public static String format(Value value, String spec, Execution x) {
    if (spec.isEmpty()) {
      return Operations.str(value, x);
    }
    return switch (value) {
      case Str text -> text(text.value(), spec, x);
      case Int number -> NumberFormat.format(number, FormatSpec.parse(spec, '>', "int"), "int", x);
      case Bool flag ->
          NumberFormat.format(
              Int.of(flag.truth() ? 1 : 0), FormatSpec.parse(spec, '>', "bool"), "bool", x);
      case Float number -> NumberFormat.format(number, FormatSpec.parse(spec, '>', "float"), x);
      case DecimalValue number -> NumberFormat.format(number, decimalSpec(spec), x);
      case DateValue _, DateTimeValue _, TimeValue _ -> DateFormat.strftime(value, spec, x);
      case Undefined undefined when undefined.kind() == Undefined.Kind.STRICT ->
          throw undefined.error();
      default ->
          throw TemplateException.typeError(
              "unsupported format string passed to "
                  + Operations.unqualified(value)
                  + ".__format__");
    };
  }

  private static FormatSpec decimalSpec(String spec) {
    FormatSpec parsed = FormatSpec.parse(spec, '>', "decimal.Decimal");
    if (parsed.grouping() == '_') {
      throw TemplateException.valueError("invalid format string");
    }
    return parsed;
  }

  private static String text(String text, String specText, Execution x) {
    FormatSpec spec = FormatSpec.parse(specText, '<', "str");
    if (spec.type() != 0 && spec.type() != 's') {
      throw spec.unknownCode("str");
    }
    if (spec.sign() != 0) {
      throw TemplateException.valueError(
          spec.sign() == ' '
              ? "Space not allowed in string format specifier"
              : "Sign not allowed in string format specifier");
    }
    if (spec.noNegativeZero()) {
      throw TemplateException.valueError(
          "Negative zero coercion (z) not allowed in string format specifier");
    }
    if (spec.isAlternate()) {
      throw TemplateException.valueError(
          "Alternate form (#) not allowed in string format specifier");
    }
    if (spec.align() == '=') {
      throw TemplateException.valueError("'=' alignment not allowed in string format specifier");
    }
    if (spec.grouping() != 0) {
      throw TemplateException.valueError("Cannot specify '" + spec.grouping() + "' with 's'.");
    }
    return spec.pad("", cut(text, spec.precision()), '<', x);
  }

  private static String cut(String text, int precision) {
    return precision < 0 || precision >= CodePoints.length(text)
        ? text
        : CodePoints.slice(text, 0, precision);
  }
}
