package dev.bailey.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A text that nobody may read by accident: it prints as nothing, compares in constant time, cannot
/// be serialized, and is sealed wherever it is kept. Only [#reveal] gives it away, so that a search
/// for that word finds every place where a secret is used.
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /// The secret with this text.
  public static Secret of(String value) {
    return new Secret(value);
  }

  /// The text itself, for the one place that needs it.
  public String reveal() {
    return value;
  }

  /// Whether there is nothing in it.
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(utf8(), secret.utf8());
  }

  /// Tells nothing of the text.
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }

  private byte[] utf8() {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
