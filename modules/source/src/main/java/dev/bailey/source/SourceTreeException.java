package dev.bailey.source;

/// A source tree that exists could not be read: disk, database or network is broken.
public final class SourceTreeException extends RuntimeException {
  public SourceTreeException(String message, Throwable cause) {
    super(message, cause);
  }
}
