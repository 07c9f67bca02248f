package dev.bailey.appliance.config;

/// The operator's configuration cannot be used; the message says where and what to do.
public final class ConfigurationException extends RuntimeException {

  /// @param message names the key or file, and the remedy; never a secret
  public ConfigurationException(String message) {
    super(message, null, false, false);
  }

  /// The reason.
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
