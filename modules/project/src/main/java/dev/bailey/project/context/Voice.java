package dev.bailey.project.context;

/// Where the words go that templates say to people.
public interface Voice {

  /// `log(message, info)`.
  ///
  /// @param info whether the user sees it on the terminal too
  void log(String message, boolean info);

  /// `print(message)`.
  void print(String message);

  /// `exceptions.warn(message)`.
  void warn(String message);
}
