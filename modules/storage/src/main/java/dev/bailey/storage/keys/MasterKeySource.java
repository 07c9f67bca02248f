package dev.bailey.storage.keys;

import java.util.Locale;

/// Where the master key comes from. A source is asked when a ring is opened, made or given another
/// master key, and never in between: what wraps a project's key tomorrow needs no hardware module
/// that answers tomorrow.
public abstract sealed class MasterKeySource
    permits MasterKeyFile, MasterKeyPassphrase, MasterKeyCommand, WrappedMasterKey {

  /// Stands in the open in the ring, so that a start with a source of another kind can say so.
  public enum Kind {
    /// 32 bytes in a file.
    FILE(1),
    /// Argon2id of what somebody knows.
    PASSPHRASE(2),
    /// What a command puts out.
    COMMAND(3),
    /// Wrapped by a command, such as one that asks a key management service.
    KMS(4),
    /// Wrapped by a key in a PKCS#11 token, which does not leave it.
    PKCS11(5);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /// The word for it in the configuration.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Goes into the ring: it never changes.
    int code() {
      return code;
    }
  }

  /// A master key for a ring that is yet to be written, and what the source needs to find it again,
  /// which is not secret.
  static final class Made {
    private final Key256 key;
    private final byte[] memo;

    Made(Key256 key, byte... memo) {
      this.key = key;
      this.memo = memo;
    }

    Key256 key() {
      return key;
    }

    byte[] memo() {
      return memo;
    }
  }

  /// What kind of source this is.
  public abstract Kind kind();

  /// The master key of a ring that does not exist yet.
  abstract Made first();

  /// A master key for a ring that has another now. Whatever is made stands beside the present one,
  /// which must go on to work until [#settle].
  ///
  /// @param current by which a source finds out that it still gives the same
  abstract Made next(RingLock current);

  /// The key that a ring was written with, or one that its lock does not fit.
  ///
  /// @throws dev.bailey.storage.StorageException KEY_MISSING, KEY_EXPOSED, KEY_WRONG or
  ///   KEY_UNAVAILABLE; nothing was changed then
  abstract Key256 unlock(RingLock lock);

  /// The ring has been written under what [#next] made, so nothing else opens it any more.
  void settle() {}

  /// No ring is under a former key any more, the copy with the backups included.
  void forgetFormer() {}
}
