package dev.bailey.appliance.image;

/// The image cannot be made here; the message says what to do.
public final class ImageException extends RuntimeException {
  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
