package dev.bailey.engine;

/// A file that a command appends to while it is at work, for whoever comes after a process that was
/// killed. Used by one thread at a time.
public interface GrowingFile extends AutoCloseable {
  /// A file that nobody keeps.
  GrowingFile NONE =
      new GrowingFile() {
        @Override
        public void append(byte[] content) {}

        @Override
        public void remove() {}

        @Override
        public void close() {}
      };

  /// Appends to the file. What this call wrote survives the end of the process, though not that of
  /// the machine; after that of the machine, the end of the file may be missing.
  void append(byte[] content);

  /// Says that the file is of no use any more. It is gone when this file is closed, at the latest.
  void remove();

  /// Lets go of the file, which stays unless it was removed.
  @Override
  void close();
}
