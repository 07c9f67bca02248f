package dev.bailey.security.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps users' SSH keys. What every keeper must do is in `SshKeysContract`.
public interface SshKeys {

  /// Keeps a new key.
  ///
  /// @throws dev.bailey.security.AccessException TAKEN when somebody has it already
  SshKey add(UserId user, String name, PublicKeyLine key, Instant at);

  /// The key.
  Optional<SshKey> find(SshKeyId id);

  /// The key with this fingerprint.
  Optional<SshKey> byFingerprint(String fingerprint);

  /// The keys of a user, by id.
  List<SshKey> of(UserId user);

  /// Notes that the key was used.
  void used(SshKeyId id, Instant at);

  /// Forgets a key; does nothing when there is none.
  void remove(SshKeyId id);
}
