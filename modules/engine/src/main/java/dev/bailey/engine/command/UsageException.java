package dev.bailey.engine.command;

/// A command line that cannot be understood. Never leaves this package.
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String text;

  UsageException(String text) {
    super(text);
    this.text = text;
  }

  String text() {
    return text;
  }
}
