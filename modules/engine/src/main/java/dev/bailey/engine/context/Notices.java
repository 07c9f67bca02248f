package dev.bailey.engine.context;

/// Takes what templates say to people.
public interface Notices {

  /// `print(...)`, and what tables print.
  void print(String text);

  /// `log(...)`.
  ///
  /// @param info whether it is shown on the terminal and not only kept in the log file
  void log(String text, boolean info);

  /// `exceptions.warn(...)`, and what the adapter warns of.
  void warn(String text);
}
