package dev.bailey.api.server;

import java.util.List;
import java.util.Map;

/// The headers that every answer carries, whatever its status (facts/security.md 1.4).
final class SecurityHeaders {

  /// Two years, as browsers' preload lists want it.
  static final Map.Entry<String, String> HSTS =
      Map.entry("Strict-Transport-Security", "max-age=63072000; includeSubDomains");

  static final List<Map.Entry<String, String>> ALL =
      List.of(
          HSTS,
          Map.entry(
              "Content-Security-Policy",
              "default-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none';"
                  + " base-uri 'none'; frame-ancestors 'none'; form-action 'self';"
                  + " require-trusted-types-for 'script'"),
          Map.entry("X-Content-Type-Options", "nosniff"),
          Map.entry("X-Frame-Options", "DENY"),
          Map.entry("Referrer-Policy", "no-referrer"),
          Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
          Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
          Map.entry(
              "Permissions-Policy",
              "camera=(), geolocation=(), microphone=(), payment=(), usb=()"));

  private SecurityHeaders() {}
}
