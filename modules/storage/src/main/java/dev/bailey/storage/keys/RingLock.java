package dev.bailey.storage.keys;

import java.security.MessageDigest;

/// What a ring says in the open of its master key: the kind of source that it came from, what that
/// source needs to find it again, and a value by which to tell it from others.
final class RingLock {
  private final MasterKeySource.Kind kind;
  private final byte[] memo;
  private final byte[] check;

  RingLock(MasterKeySource.Kind kind, byte[] memo, byte[] check) {
    this.kind = kind;
    this.memo = memo;
    this.check = check;
  }

  /// The lock that a key makes.
  static RingLock of(MasterKeySource.Kind kind, MasterKeySource.Made made) {
    return new RingLock(kind, made.memo(), made.key().check());
  }

  MasterKeySource.Kind kind() {
    return kind;
  }

  byte[] memo() {
    return memo;
  }

  byte[] check() {
    return check;
  }

  boolean fits(Key256 key) {
    return MessageDigest.isEqual(check, key.check());
  }
}
