package dev.bailey.project.manifest;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of resources, under dbt's names.
public enum ResourceType {
  MODEL("model"),
  ANALYSIS("analysis"),
  TEST("test"),
  SNAPSHOT("snapshot"),
  OPERATION("operation"),
  SEED("seed"),
  SQL_OPERATION("sql_operation"),
  DOC("doc"),
  SOURCE("source"),
  MACRO("macro"),
  EXPOSURE("exposure"),
  METRIC("metric"),
  GROUP("group"),
  SAVED_QUERY("saved_query"),
  SEMANTIC_MODEL("semantic_model"),
  UNIT_TEST("unit_test"),
  FUNCTION("function");

  private final String word;

  ResourceType(String word) {
    this.word = word;
  }

  /// dbt's word, which also starts the unique id.
  public String word() {
    return word;
  }

  /// Whether `ref` may lead to it.
  public boolean isRefable() {
    return this == MODEL || this == SEED || this == SNAPSHOT;
  }

  /// The type with that word.
  public static Optional<ResourceType> named(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
  }

  @Override
  public String toString() {
    return word;
  }
}
