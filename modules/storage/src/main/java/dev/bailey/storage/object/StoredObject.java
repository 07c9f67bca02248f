package dev.bailey.storage.object;

import java.io.InputStream;

/// An object that is open for reading; for one thread.
public interface StoredObject extends AutoCloseable {

  /// How many bytes it has, uncompressed.
  long size();

  /// The bytes from a position on. What follows on the disk is neither read nor decrypted before it
  /// is needed.
  ///
  /// @throws IllegalArgumentException when `from` is negative
  InputStream stream(long from);

  /// All bytes.
  ///
  /// @throws dev.bailey.storage.StorageException TOO_LARGE when they do not fit an array
  byte[] bytes();

  @Override
  void close();
}
