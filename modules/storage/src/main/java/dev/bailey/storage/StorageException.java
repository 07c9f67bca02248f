package dev.bailey.storage;

import java.io.IOException;

/// Something below us is broken: a key, a disk, or the bytes on it. The message says what and the
/// remedy; it never holds key material or plaintext.
public final class StorageException extends RuntimeException {

  /// What is wrong, for callers that act on it.
  public enum Code {
    /// There is data, but not the key for it.
    KEY_MISSING,
    /// The key is not the one that the data was written with.
    KEY_WRONG,
    /// Others on this machine may read the key.
    KEY_EXPOSED,
    /// Who keeps the key does not answer: a command, a hardware module.
    KEY_UNAVAILABLE,
    /// The key was destroyed on purpose; what it protected is gone for good.
    KEY_DESTROYED,
    /// Bytes on disk are not what was written: flipped, cut, swapped or from elsewhere.
    DAMAGED,
    /// The thing to be made is there already.
    EXISTS,
    /// Another process is using it.
    IN_USE,
    /// A configured limit was reached.
    TOO_LARGE,
    /// The disk or file system refused.
    IO
  }

  private final Code code;

  public StorageException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public StorageException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /// An operation on the disk failed.
  ///
  /// @param what the operation and the file, such as `cannot write data/keyring`
  public static StorageException io(String what, IOException cause) {
    return new StorageException(Code.IO, what + ": " + reason(cause), cause);
  }

  public Code code() {
    return code;
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
