package dev.bailey.storage.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/// A directory on a disk that has room for a few bytes.
final class FullDestination implements BackupDestination {
  private final DirectoryDestination directory;

  FullDestination(Path root) {
    this.directory = new DirectoryDestination(root, true);
  }

  @Override
  public void check() {
    directory.check();
  }

  @Override
  public void write(String name, Contents contents) {
    directory.write(name, out -> contents.writeTo(new Full(out)));
  }

  private static final class Full extends OutputStream {
    private final OutputStream out;
    private int room = 16;

    Full(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      if (room-- == 0) {
        throw new IOException("No space left on device");
      }
      out.write(b);
    }
  }

  @Override
  public InputStream read(String name) {
    return directory.read(name);
  }

  @Override
  public List<String> list(String folder) {
    return directory.list(folder);
  }

  @Override
  public boolean has(String name) {
    return directory.has(name);
  }

  @Override
  public void delete(String name) {
    directory.delete(name);
  }

  @Override
  public void sweep() {
    directory.sweep();
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
