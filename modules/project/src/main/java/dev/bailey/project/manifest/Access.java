package dev.bailey.project.manifest;

/// Who may `ref` a model.
public enum Access {
  PRIVATE,
  PROTECTED,
  PUBLIC;

  /// dbt's word.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
