package dev.bailey.warehouse.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A text that no message and no log may show: it prints as nothing. Only [#reveal] gives it away.
public final class Password {
  private static final Password NONE = new Password("");

  private final String text;

  private Password(String text) {
    this.text = text;
  }

  public static Password of(String text) {
    return new Password(text);
  }

  /// No password at all.
  public static Password none() {
    return NONE;
  }

  /// The text itself, for the one place that needs it.
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Password password && MessageDigest.isEqual(utf8(), password.utf8());
  }

  /// Tells nothing of the text.
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }

  private byte[] utf8() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
