package dev.bailey.jinja.value;

/// Python's `str`. Length, indices and slices count code points, as Python does.
public final class Str implements Value {
  /// What kind of string it is: templates can mark strings, and a marked one behaves like a string
  /// everywhere else.
  public enum Kind {
    PLAIN,
    /// Text that is HTML already (`safe`, `escape`, `tojson`): what is added to it is escaped.
    MARKUP,
    /// dbt's `as_text`: native rendering leaves it a string.
    TEXT,
    /// dbt's `as_native`: native rendering reads it as a literal.
    NATIVE,
    /// dbt's `as_bool`.
    BOOL,
    /// dbt's `as_number`.
    NUMBER
  }

  /// The empty string.
  public static final Str EMPTY = new Str("", Kind.PLAIN);

  private static final Str[] ASCII = ascii();

  private final String value;
  private final Kind kind;

  private Str(String value, Kind kind) {
    this.value = value;
    this.kind = kind;
  }

  private static Str[] ascii() {
    var all = new Str[128];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Str(String.valueOf((char) i), Kind.PLAIN);
    }
    return all;
  }

  /// A plain string.
  public static Str of(String value) {
    if (value.isEmpty()) {
      return EMPTY;
    }
    if (value.length() == 1 && value.charAt(0) < ASCII.length) {
      return ASCII[value.charAt(0)];
    }
    return new Str(value, Kind.PLAIN);
  }

  /// A string with a mark.
  public static Str of(String value, Kind kind) {
    return kind == Kind.PLAIN ? of(value) : new Str(value, kind);
  }

  /// HTML that needs no escaping.
  public static Str markup(String value) {
    return new Str(value, Kind.MARKUP);
  }

  /// The text as Java has it, in UTF-16.
  public String value() {
    return value;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isMarkup() {
    return kind == Kind.MARKUP;
  }

  /// The number of code points.
  public int length() {
    return CodePoints.length(value);
  }

  @Override
  public String typeName() {
    return kind == Kind.MARKUP ? "Markup" : "str";
  }

  @Override
  public boolean truth() {
    return !value.isEmpty();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    if (kind == Kind.MARKUP) {
      out.append("Markup(");
      StrText.writeRepr(value, out);
      out.append(')');
    } else {
      StrText.writeRepr(value, out);
    }
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(value);
  }

  @Override
  public String str() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Str that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
