package dev.bailey.api.v2;

import dev.bailey.api.http.Refusal;
import dev.bailey.registry.RegistryException;

/// Failures of the registry as callers hear of them.
final class Refusals {
  private Refusals() {}

  static Refusal of(RegistryException e) {
    return new Refusal(409, "conflict", String.valueOf(e.getMessage()));
  }
}
