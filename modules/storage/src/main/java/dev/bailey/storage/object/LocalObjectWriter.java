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
import java.util.function.Consumer;

/// Writes an object as [LocalObject] reads it:
///
/// ```
/// version (1) | name (2 + n) | frames | length of each frame (4 each) | size (8) | frames (4)
/// ```
///
/// all of it inside Tink's stream. A frame of positive length is deflated, one of negative is not.
final class LocalObjectWriter extends ObjectWriter {
  static final int VERSION = 1;

  private static final int UNTRIED = 15;

  private final Path part;
  private final Consumer<Path> publish;
  private final DataOutputStream out;
  private final byte[] frame = new byte[Frames.SIZE];
  private final List<Integer> lengths = new ArrayList<>();
  private int used;
  private int untried;
  private long size;
  private boolean closed;

  /// @param part where it is written
  /// @param publish what to do with it when it is finished and synced
  LocalObjectWriter(
      Path part, String name, StreamingAead aead, byte[] context, Consumer<Path> publish) {
    this.part = part;
    this.publish = publish;
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
    publish.accept(part);
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

  /// What does not shrink, such as an archive, is stored as it is, and so are some frames after it
  /// without trying: trying is what costs.
  private void writeFrame() {
    byte[] deflated = untried > 0 ? frame : Frames.deflate(frame, used);
    boolean shrank = untried == 0 && deflated.length < used - used / 16;
    try {
      out.write(shrank ? deflated : frame, 0, shrank ? deflated.length : used);
    } catch (IOException e) {
      throw failed(e);
    }
    lengths.add(shrank ? deflated.length : -used);
    untried = shrank ? 0 : (untried == 0 ? UNTRIED : untried - 1);
    used = 0;
  }

  private StorageException failed(IOException e) {
    return StorageException.io("cannot write object " + part, e);
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
