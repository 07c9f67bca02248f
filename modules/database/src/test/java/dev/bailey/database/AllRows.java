package dev.bailey.database;

import dev.bailey.database.jobs.JobRows;
import dev.bailey.database.registry.RegistryRows;
import dev.bailey.database.security.SecurityRows;
import java.util.List;
import java.util.stream.Stream;

/// Every entity class there is.
public final class AllRows {
  private AllRows() {}

  /// All of them.
  public static List<Class<?>> all() {
    return Stream.of(JobRows.all(), RegistryRows.all(), SecurityRows.all())
        .flatMap(List::stream)
        .toList();
  }
}
