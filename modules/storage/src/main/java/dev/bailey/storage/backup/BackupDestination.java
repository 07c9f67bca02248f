package dev.bailey.storage.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// Where backups are kept: named files that are there whole or not at all. Nothing in them is
/// readable without the master key, so whoever keeps them need not be trusted with what they hold.
///
/// Every method may throw a [dev.bailey.storage.StorageException] that names the file and what to
/// do.
public interface BackupDestination {

  /// Writes the bytes of a file.
  interface Contents {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Sees that it is there and can be written to, before anything is copied.
  void check();

  /// Writes a file, or replaces it; it is durable when this returns.
  ///
  /// @param name of parts with slashes between them, such as `files/ab/ab12`
  void write(String name, Contents contents);

  /// Opens a file for reading.
  ///
  /// @throws dev.bailey.storage.StorageException DAMAGED when there is none
  InputStream read(String name);

  /// The names of all files below a folder, whole, in order.
  List<String> list(String folder);

  /// Whether there is a file.
  boolean has(String name);

  /// Deletes a file, if it is there.
  void delete(String name);

  /// Deletes what writings left behind that were cut short.
  void sweep();

  /// What the operator calls it.
  @Override
  String toString();
}
