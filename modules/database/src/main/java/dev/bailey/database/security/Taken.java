package dev.bailey.database.security;

import dev.bailey.database.DatabaseException;
import dev.bailey.security.AccessException;
import java.util.function.Supplier;

/// Tells callers of security that something is taken, in its own words.
final class Taken {
  private Taken() {}

  static <T> T unless(String why, Supplier<T> work) {
    try {
      return work.get();
    } catch (DatabaseException e) {
      throw e.code() == DatabaseException.Code.REFUSED
          ? new AccessException(AccessException.Code.TAKEN, why)
          : e;
    }
  }
}
