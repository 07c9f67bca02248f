package dev.bailey.api.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What comes before a request's body.
///
/// @param verb as sent, in capitals
/// @param path decoded
/// @param headers by name in lower case
/// @param address the caller's IP address
public record Head(
    String verb, String path, Query query, Map<String, List<String>> headers, String address) {

  /// The first value of a header.
  ///
  /// @param name in lower case
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /// The value of a cookie.
  public Optional<String> cookie(String name) {
    for (String line : headers.getOrDefault("cookie", List.of())) {
      for (String pair : line.split(";")) {
        String stripped = pair.strip();
        if (stripped.startsWith(name + "=")) {
          return Optional.of(stripped.substring(name.length() + 1));
        }
      }
    }
    return Optional.empty();
  }
}
