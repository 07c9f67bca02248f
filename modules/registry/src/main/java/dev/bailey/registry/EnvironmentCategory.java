package dev.bailey.registry;

import java.util.Locale;

/// What permissions tell environments apart by: dbt Cloud's `writable_environment_categories`.
public enum EnvironmentCategory {
  DEVELOPMENT,
  STAGING,
  PRODUCTION,
  OTHER;

  /// The word that the API and permissions use.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
