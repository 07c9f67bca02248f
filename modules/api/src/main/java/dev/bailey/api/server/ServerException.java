package dev.bailey.api.server;

/// The server cannot start: a port is taken, or its certificate cannot be used.
public final class ServerException extends RuntimeException {

  /// @param message what is wrong and what to do
  public ServerException(String message) {
    super(message);
  }

  /// @param message what is wrong and what to do
  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
