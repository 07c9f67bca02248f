package dev.bailey.database.registry;

import dev.bailey.database.DatabaseException;
import dev.bailey.registry.RegistryException;
import java.util.function.Supplier;

/// Tells callers of the registry that something is taken, in its own words.
final class Taken {
  private Taken() {}

  static <T> T unless(String why, Supplier<T> work) {
    try {
      return work.get();
    } catch (DatabaseException e) {
      throw e.code() == DatabaseException.Code.REFUSED
          ? new RegistryException(RegistryException.Code.TAKEN, why)
          : e;
    }
  }
}
