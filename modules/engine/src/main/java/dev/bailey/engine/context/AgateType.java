package dev.bailey.engine.context;

/// The types that dbt gives the columns of a table, in the order in which it tries them.
public enum AgateType {
  INTEGER("Integer"),
  NUMBER("Number"),
  DATE("Date"),
  DATE_TIME("DateTime"),
  ISO_DATE_TIME("ISODateTime"),
  BOOLEAN("Boolean"),
  TEXT("Text");

  private final String pythonName;

  AgateType(String pythonName) {
    this.pythonName = pythonName;
  }

  /// The name of the class, as `print_table` and messages have it.
  public String pythonName() {
    return pythonName;
  }
}
