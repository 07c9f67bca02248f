package dev.bailey.warehouse.settings;

import java.util.List;

/// What reading a profile's output gives: settings, or everything that is wrong with it.
public sealed interface SettingsReading {

  /// Settings that can be used.
  ///
  /// @param unknown fields that mean nothing here. dbt passes over them in silence; a caller should
  ///   say so, because a mistyped `sslmode` is one of them
  record Read(ConnectionSettings settings, List<String> unknown) implements SettingsReading {
    public Read {
      unknown = List.copyOf(unknown);
    }
  }

  /// No settings.
  record Refused(List<Fault> faults) implements SettingsReading {
    public Refused {
      faults = List.copyOf(faults);
    }
  }

  /// What is wrong with a field.
  ///
  /// @param field its name, so that the caller can find its place in the file or form
  /// @param message as dbt words it, where dbt refuses it too
  record Fault(String field, String message) {}

  /// There is no such kind of warehouse.
  static SettingsReading unknownType(String type) {
    return new Refused(
        List.of(
            new Fault(
                "type",
                "Could not find adapter type %s! There are duckdb, postgres and trino."
                    .formatted(type))));
  }
}
