package dev.bailey.storage.object;

import dev.bailey.storage.StorageException;
import java.io.OutputStream;

/// Writes one object. Closing it without [#commit] leaves nothing behind.
public abstract class ObjectWriter extends OutputStream {

  /// Returns when the object is on the disk, synced, under its name.
  ///
  /// @throws StorageException when it is not; then what had the name before is still there
  public abstract void commit();

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /// @throws StorageException when the disk refuses
  @Override
  public abstract void write(byte[] bytes, int offset, int length);

  @Override
  public void flush() {}

  @Override
  public abstract void close();
}
