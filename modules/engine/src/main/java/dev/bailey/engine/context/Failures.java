package dev.bailey.engine.context;

import dev.bailey.jinja.value.TemplateException;

/// dbt's own exceptions, as templates raise them.
public final class Failures {
  private Failures() {}

  /// dbt's CompilationError.
  public static TemplateException compilation(String message) {
    return TemplateException.of("CompilationError", message);
  }

  /// dbt's DbtRuntimeError.
  public static TemplateException runtime(String message) {
    return TemplateException.of("DbtRuntimeError", message);
  }
}
