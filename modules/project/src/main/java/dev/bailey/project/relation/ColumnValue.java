package dev.bailey.project.relation;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A column of a relation: dbt's `Column`.
public final class ColumnValue extends HostValue {
  private final String name;
  private final String type;
  private final Size size;
  private final ColumnTypes types;

  /// What narrows a type.
  ///
  /// @param chars of a string
  /// @param precision of a number
  /// @param scale of a number
  public record Size(Optional<Long> chars, Optional<Long> precision, Optional<Long> scale) {
    public static final Size NONE = new Size(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// @param type without its size
  public ColumnValue(String name, String type, Size size, ColumnTypes types) {
    this.name = name;
    this.type = type;
    this.size = size;
    this.types = types;
  }

  public String name() {
    return name;
  }

  /// The type without its size.
  public String type() {
    return type;
  }

  /// The type as DDL has it.
  public String dataType() {
    return types.dataType(type, size.chars, size.precision, size.scale);
  }

  public boolean isString() {
    return types.isString(type);
  }

  public long stringSize() {
    if (!isString()) {
      throw TemplateException.of("DbtRuntimeError", "Called string_size() on non-string field!");
    }
    return types.stringSize(type, size.chars);
  }

  public boolean canExpandTo(ColumnValue other) {
    return isString() && other.isString() && other.stringSize() > stringSize();
  }

  @Override
  public String typeName() {
    return types.pythonName();
  }

  @Override
  public @Nullable Value attribute(String attribute, Execution x) {
    return switch (attribute) {
      case "name", "column" -> Str.of(name);
      case "quoted" -> Str.of("\"" + name + "\"");
      case "dtype" -> Str.of(type);
      case "data_type", "expanded_data_type" -> Str.of(dataType());
      case "char_size" -> Given.number(size.chars);
      case "numeric_precision" -> Given.number(size.precision);
      case "numeric_scale" -> Given.number(size.scale);
      case "is_string" -> answer(attribute, isString());
      case "is_integer" -> answer(attribute, types.isInteger(type));
      case "is_float" -> answer(attribute, types.isFloat(type));
      case "is_numeric" -> answer(attribute, types.isNumeric(type));
      case "is_number" ->
          answer(attribute, types.isInteger(type) || types.isFloat(type) || types.isNumeric(type));
      case "string_size" -> Builtin.free(attribute, (_, _) -> Int.of(stringSize()));
      case "can_expand_to" ->
          Builtin.free(
              attribute,
              (a, _) -> Bool.of(canExpandTo(column(Given.argument(a, 0, "other_column")))));
      case "literal" ->
          Builtin.free(attribute, (a, _) -> Str.of(a.at(0).str() + "::" + dataType()));
      default -> ofClass(attribute, types);
    };
  }

  private static Builtin answer(String name, boolean answer) {
    return Builtin.free(name, (_, _) -> Bool.of(answer));
  }

  public static ColumnValue column(Value value) {
    if (value instanceof ColumnValue column) {
      return column;
    }
    throw TemplateException.typeError("expected a Column, got " + value.typeName());
  }

  /// The members of the class itself.
  static @Nullable Value ofClass(String attribute, ColumnTypes types) {
    return switch (attribute) {
      case "create" -> Builtin.free(attribute, (a, _) -> create(a, types));
      case "from_description" -> Builtin.free(attribute, (a, _) -> described(a, types));
      case "translate_type" ->
          Builtin.free(attribute, (a, _) -> Str.of(types.translate(a.at(0).str())));
      case "string_type" ->
          Builtin.free(
              attribute, (a, _) -> Str.of(types.stringType(Given.whole(a.at(0)).orElse(256L))));
      case "numeric_type" ->
          Builtin.free(
              attribute,
              (a, _) ->
                  Str.of(
                      types.numericType(
                          Given.argument(a, 0, "dtype").str(),
                          Given.whole(Given.argument(a, 1, "precision")),
                          Given.whole(Given.argument(a, 2, "scale")))));
      default -> null;
    };
  }

  private static ColumnValue create(Arguments arguments, ColumnTypes types) {
    return new ColumnValue(
        Given.argument(arguments, 0, "name").str(),
        types.translate(Given.argument(arguments, 1, "label_or_dtype").str()),
        Size.NONE,
        types);
  }

  /// A column from a type with its size in parentheses.
  private static ColumnValue described(Arguments arguments, ColumnTypes types) {
    String name = Given.argument(arguments, 0, "name").str();
    String described = Given.argument(arguments, 1, "raw_data_type").str();
    int open = described.indexOf('(');
    int close = described.indexOf(')', Math.max(open, 0));
    if (open <= 0 || close < 0 || !types.hasSize(described.substring(0, open))) {
      return new ColumnValue(name, described, Size.NONE, types);
    }
    String[] sizes = described.substring(open + 1, close).split(",", -1);
    return new ColumnValue(name, described.substring(0, open), size(sizes), types);
  }

  private static Size size(String[] sizes) {
    return sizes.length == 1
        ? new Size(number(sizes[0]), Optional.empty(), Optional.empty())
        : new Size(Optional.empty(), number(sizes[0]), number(sizes[1]));
  }

  private static Optional<Long> number(String digits) {
    return Given.whole(Str.of(digits));
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append(types.pythonName()).append("(column=");
    Str.of(name).writeRepr(out);
    out.append(", dtype=");
    Str.of(type).writeRepr(out);
    out.append(", char_size=").append(text(size.chars));
    out.append(", numeric_precision=").append(text(size.precision));
    out.append(", numeric_scale=").append(text(size.scale));
    out.append(types.furtherFields()).append(")");
  }

  private static String text(Optional<Long> number) {
    return number.map(n -> Long.toString(n)).orElse("None");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColumnValue that
        && name.equals(that.name)
        && type.equals(that.type)
        && size.equals(that.size);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
