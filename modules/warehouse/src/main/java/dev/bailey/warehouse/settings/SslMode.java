package dev.bailey.warehouse.settings;

import java.util.Arrays;
import java.util.Optional;

/// How a connection to PostgreSQL is encrypted and whom it trusts: libpq's `sslmode`.
public enum SslMode {
  DISABLE,
  ALLOW,
  PREFER,
  REQUIRE,
  VERIFY_CA,
  VERIFY_FULL;

  /// libpq's word for it, such as `verify-full`.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  public static Optional<SslMode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }
}
