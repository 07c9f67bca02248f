package dev.bailey.jinja.value;

import org.jspecify.annotations.Nullable;

/// What a template gets for something that is not there. Which uses of it fail depends on the kind.
public final class Undefined implements Value {
  /// The policies that Jinja2 knows, and dbt's own.
  public enum Kind {
    /// Prints as nothing, is false, iterates as empty; everything else fails.
    LENIENT,
    /// Every use fails except `is defined`.
    STRICT,
    /// Like LENIENT, but attributes and items of it are undefined again.
    CHAINABLE,
    /// Like LENIENT, but prints as `{{ name }}`.
    DEBUG,
    /// dbt's parse phase: any attribute, item or call gives the same again.
    CAPTURE
  }

  private final Kind kind;
  private final String errorType;
  private final @Nullable String hint;
  private final @Nullable Value owner;
  private final @Nullable Value key;

  private Undefined(
      Kind kind,
      String errorType,
      @Nullable String hint,
      @Nullable Value owner,
      @Nullable Value key) {
    this.kind = kind;
    this.errorType = errorType;
    this.hint = hint;
    this.owner = owner;
    this.key = key;
  }

  /// A name that the context lacks.
  public static Undefined name(Kind kind, String name) {
    return new Undefined(kind, "UndefinedError", null, null, Str.of(name));
  }

  /// An attribute or item that `owner` lacks.
  public static Undefined missing(Kind kind, Value owner, Value key) {
    return new Undefined(kind, "UndefinedError", null, owner, key);
  }

  /// Something that is missing for a reason of its own.
  public static Undefined because(Kind kind, String hint) {
    return new Undefined(kind, "UndefinedError", hint, null, null);
  }

  /// An attribute that the sandbox hides; using it raises SecurityError.
  public static Undefined unsafe(Kind kind, Value owner, String name) {
    String hint =
        "access to attribute '%s' of '%s' object is unsafe."
            .formatted(name, Operations.unqualified(owner));
    return new Undefined(kind, "SecurityError", hint, owner, Str.of(name));
  }

  /// The same as a name that `owner` lacks: its error suggests one that is there.
  public Undefined soughtIn(Value owner, String name) {
    return new Undefined(kind, errorType, hint, owner, Str.of(name));
  }

  public Kind kind() {
    return kind;
  }

  /// Whether an attribute, an item or a call of it is an error.
  public boolean refusesUse() {
    return switch (kind) {
      case LENIENT, STRICT, DEBUG -> true;
      case CHAINABLE, CAPTURE -> false;
    };
  }

  /// The name that was looked for, when there is one.
  public @Nullable Value key() {
    return key;
  }

  /// The name that the context lacks; null when something else is missing.
  public @Nullable String unknownName() {
    return hint == null && owner == null && key instanceof Str name ? name.value() : null;
  }

  /// What is undefined, as Jinja2 words it.
  public String message() {
    if (hint != null) {
      return hint;
    }
    if (key == null) {
      return "undefined";
    }
    if (owner == null) {
      return key.repr() + " is undefined";
    }
    String type = Operations.describeType(owner);
    return key instanceof Str
        ? "'" + type + "' has no attribute " + key.repr()
        : type + " has no element " + key.repr();
  }

  /// The error of using it.
  public TemplateException error() {
    return TemplateException.of(errorType, message() + suggestion());
  }

  private String suggestion() {
    return errorType.equals("UndefinedError") && owner != null && key instanceof Str name
        ? Spelling.sentence(name.value(), Attributes.names(owner))
        : "";
  }

  @Override
  public String typeName() {
    return switch (kind) {
      case LENIENT, CAPTURE -> "Undefined";
      case STRICT -> "StrictUndefined";
      case CHAINABLE -> "ChainableUndefined";
      case DEBUG -> "DebugUndefined";
    };
  }

  @Override
  public boolean truth() {
    if (kind == Kind.STRICT) {
      throw error();
    }
    return false;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("Undefined");
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(str());
  }

  @Override
  public String str() {
    return switch (kind) {
      case LENIENT, CHAINABLE, CAPTURE -> "";
      case STRICT -> throw error();
      case DEBUG -> debugText();
    };
  }

  private String debugText() {
    if (hint != null) {
      return "{{ undefined value printed: " + hint + " }}";
    }
    if (key == null || owner == null) {
      return "{{ " + (key == null ? "" : key.str()) + " }}";
    }
    return "{{ no such element: " + Operations.describeType(owner) + "[" + key.repr() + "] }}";
  }

  /// Undefined ones are equal to one another.
  @Override
  public boolean equals(Object other) {
    if (kind == Kind.STRICT) {
      throw error();
    }
    return other instanceof Undefined that && kind == that.kind;
  }

  @Override
  public int hashCode() {
    if (kind == Kind.STRICT) {
      throw error();
    }
    return kind.hashCode();
  }

  @Override
  public String toString() {
    return "Undefined(" + message() + ")";
  }
}
