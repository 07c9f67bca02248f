package dev.bailey.api.http;

/// The methods of HTTP that routes use.
public enum Verb {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE;

  /// Whether it may change something, so that a browser must prove where the call comes from.
  public boolean changes() {
    return this != GET;
  }
}
