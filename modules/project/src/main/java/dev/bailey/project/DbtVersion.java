package dev.bailey.project;

/// The dbt Core whose behaviour this is: what artifacts, templates and users are told.
public final class DbtVersion {
  /// Major, minor and patch.
  public static final String NUMBER = "1.12.6";

  private DbtVersion() {}
}
