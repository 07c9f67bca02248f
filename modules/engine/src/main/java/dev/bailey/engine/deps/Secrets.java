package dev.bailey.engine.deps;

import dev.bailey.project.context.Inquiry;
import java.util.List;
import java.util.Map;

/// The values of `DBT_ENV_SECRET…`, which no line may show.
///
/// @param values none of them empty
record Secrets(List<String> values) {
  private static final String HIDDEN = "*****";

  static Secrets of(Map<String, String> environment) {
    return new Secrets(
        environment.entrySet().stream()
            .filter(variable -> Inquiry.isSecret(variable.getKey()))
            .map(Map.Entry::getValue)
            .filter(value -> !value.isBlank())
            .toList());
  }

  String hide(String text) {
    String hidden = text;
    for (String value : values) {
      hidden = hidden.replace(value, HIDDEN);
    }
    return hidden;
  }
}
