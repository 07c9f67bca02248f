package dev.bailey.storage.object;

import dev.bailey.storage.StorageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Reads ranges of a [LogFile], looking for new segments whenever it is asked.
final class LocalLogReader implements LogReader {
  private final LogFile file;

  LocalLogReader(LogFile file) {
    this.file = file;
  }

  @Override
  public long size() {
    refresh();
    return file.size();
  }

  @Override
  public boolean finished() {
    refresh();
    return file.finished();
  }

  @Override
  public byte[] read(long from, int most) {
    if (from < 0 || most < 0) {
      throw new IllegalArgumentException("%d bytes from %d".formatted(most, from));
    }
    refresh();
    var out = new ByteArrayOutputStream();
    try {
      for (var segment : file.from(from)) {
        if (out.size() == most) {
          break;
        }
        byte[] bytes = file.read(segment);
        int skip = (int) Math.max(0, from - segment.from());
        out.write(bytes, skip, Math.min(bytes.length - skip, most - out.size()));
      }
    } catch (IOException e) {
      throw failed(e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void refresh() {
    try {
      file.refresh();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private StorageException failed(IOException e) {
    return StorageException.io("cannot read log " + file.path(), e);
  }
}
