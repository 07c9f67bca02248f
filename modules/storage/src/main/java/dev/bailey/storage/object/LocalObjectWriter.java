package dev.bailey.storage.object;

import com.google.crypto.tink.StreamingAead;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/// Writes an object as [LocalObject] reads it:
///
/// ```
/// version (1) | name (2 + n) | deflated frames | length of each frame (4 each) | size (8) | frames (4)
/// ```
///
/// all of it inside Tink's stream.
final class LocalObjectWriter extends ObjectWriter {
  static final int VERSION = 1;

  private final Path part;
  private final Path target;
  private final DataOutputStream out;
  private final byte[] frame = new byte[Frames.SIZE];
  private final List<Integer> lengths = new ArrayList<>();
  private int used;
  private long size;
  private boolean closed;

  LocalObjectWriter(Path part, Path target, String name, StreamingAead aead, byte[] context) {
    this.part = part;
    this.target = target;
    DurableFiles.create(part);
    try {
      var file = new SyncedOnClose(new FileOutputStream(part.toFile()));
      this.out = new DataOutputStream(aead.newEncryptingStream(file, context));
      out.writeByte(VERSION);
      out.writeUTF(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM-HKDF", e);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (closed) {
      throw new IllegalStateException("the object was committed or closed");
    }
    int done = 0;
    while (done < length) {
      int n = Math.min(length - done, frame.length - used);
      System.arraycopy(bytes, offset + done, frame, used, n);
      used += n;
      done += n;
      if (used == frame.length) {
        writeFrame();
      }
    }
    size += length;
  }

  @Override
  public void commit() {
    if (closed) {
      throw new IllegalStateException("the object was committed or closed");
    }
    if (used > 0) {
      writeFrame();
    }
    try {
      for (int length : lengths) {
        out.writeInt(length);
      }
      out.writeLong(size);
      out.writeInt(lengths.size());
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
    DurableFiles.createDirectories(DurableFiles.directoryOf(target));
    DurableFiles.publish(part, target);
    closed = true;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    } finally {
      DurableFiles.delete(part);
    }
  }

  private void writeFrame() {
    byte[] deflated = Frames.deflate(frame, used);
    try {
      out.write(deflated);
    } catch (IOException e) {
      throw failed(e);
    }
    lengths.add(deflated.length);
    used = 0;
  }

  private StorageException failed(IOException e) {
    return StorageException.io("cannot write object " + target, e);
  }

  /// Tink closes the stream below it after the last segment, which only then exists.
  private static final class SyncedOnClose extends FilterOutputStream {
    private final FileOutputStream file;
    private boolean closed;

    SyncedOnClose(FileOutputStream file) {
      super(file);
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try (file) {
          file.getFD().sync();
        }
      }
    }
  }
}
