package dev.bailey.jinja.value;

/// The binary operators that types may know, by the symbol of Python's error messages.
enum Operator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  FLOOR_DIVIDE("//"),
  MODULO("%"),
  POWER("**");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /// As a template writes it.
  String symbol() {
    return symbol;
  }

  /// As Python's TypeError writes it.
  String errorSymbol() {
    return this == POWER ? "** or pow()" : symbol;
  }
}
