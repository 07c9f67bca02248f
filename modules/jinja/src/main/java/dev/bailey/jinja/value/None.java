package dev.bailey.jinja.value;

/// Python's `None`.
public final class None implements Value {
  /// The only one.
  public static final None NONE = new None();

  private None() {}

  @Override
  public String typeName() {
    return "NoneType";
  }

  @Override
  public boolean truth() {
    return false;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("None");
  }

  @Override
  public String str() {
    return "None";
  }

  @Override
  public String toString() {
    return "None";
  }
}
