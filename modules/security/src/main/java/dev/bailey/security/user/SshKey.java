package dev.bailey.security.user;

import java.time.Instant;
import java.util.Optional;

/// An SSH public key with which a user reaches repositories.
public record SshKey(
    SshKeyId id,
    UserId user,
    String name,
    PublicKeyLine key,
    Instant createdAt,
    Optional<Instant> lastUsed) {
  public SshKey {
    if (name.isBlank() || name.length() > 255) {
      throw new IllegalArgumentException("the name of a key has 1 to 255 characters");
    }
  }

  /// As `ssh-keygen -l` prints it.
  public String fingerprint() {
    return key.fingerprint();
  }
}
