package dev.bailey.project.selection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a criterion looks at.
public enum Method {
  FQN,
  TAG,
  GROUP,
  ACCESS,
  SOURCE,
  PATH,
  FILE,
  PACKAGE,
  CONFIG,
  TEST_NAME,
  TEST_TYPE,
  RESOURCE_TYPE,
  STATE,
  EXPOSURE,
  METRIC,
  RESULT,
  SOURCE_STATUS,
  VERSION,
  SEMANTIC_MODEL,
  SAVED_QUERY,
  UNIT_TEST,
  SELECTOR;

  /// dbt's word.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Method> named(String word) {
    return Arrays.stream(values()).filter(method -> method.word().equals(word)).findFirst();
  }

  /// What a criterion without a method looks at.
  static Method guessed(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (value.contains("/") || value.contains("\\")) {
      return PATH;
    }
    return lower.endsWith(".sql") || lower.endsWith(".py") || lower.endsWith(".csv") ? FILE : FQN;
  }
}
