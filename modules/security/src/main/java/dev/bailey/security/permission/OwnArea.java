package dev.bailey.security.permission;

/// What everybody who is signed in has of their own.
public enum OwnArea {
  PROFILE("profile"),
  PASSWORD("password"),
  SECOND_FACTOR("second_factor"),
  TOKENS("tokens"),
  SSH_KEYS("ssh_keys"),
  SESSIONS("sessions"),
  /// Credentials for developing.
  CREDENTIALS("credentials");

  private final String word;

  OwnArea(String word) {
    this.word = word;
  }

  /// The word in a permission.
  public String word() {
    return word;
  }
}
