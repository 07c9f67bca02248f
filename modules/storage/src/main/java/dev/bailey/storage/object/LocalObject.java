package dev.bailey.storage.object;

import com.google.crypto.tink.StreamingAead;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Set;

/// Reads what [LocalObjectWriter] wrote. The table of frames stands at the end, so opening an
/// object authenticates its last segment, and with it that nothing was cut off.
final class LocalObject implements StoredObject {
  private static final int TAIL = Long.BYTES + Integer.BYTES;
  private static final Set<String> IMPOSSIBLE =
      Set.of("Invalid ciphertext size", "Ciphertext is too short", "Invalid position");

  private final Path file;
  private final SeekableByteChannel channel;
  private final String name;
  private final long size;

  /// Where each frame begins, and the last ends.
  private final long[] offsets;

  /// Which frames are not deflated.
  private final boolean[] stored;

  private int loaded = -1;
  private byte[] frame = {};

  private LocalObject(Path file, SeekableByteChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    long end = channel.size();
    if (end < 3 + TAIL) {
      throw Frames.damaged(file);
    }
    var tail = read(end - TAIL, TAIL);
    this.size = tail.getLong();
    int frames = tail.getInt();
    if (frames < 0 || frames != (size + Frames.SIZE - 1) / Frames.SIZE) {
      throw Frames.damaged(file);
    }
    var head = read(0, 3);
    if (head.get() != LocalObjectWriter.VERSION) {
      throw new StorageException(
          Code.DAMAGED, file + " was written by a newer version, or is damaged");
    }
    int nameLength = Short.toUnsignedInt(head.getShort());
    this.name = StandardCharsets.UTF_8.decode(read(3, nameLength)).toString();
    this.offsets = new long[frames + 1];
    this.stored = new boolean[frames];
    placeFrames(3L + nameLength, read(end - TAIL - 4L * frames, 4 * frames));
  }

  static LocalObject open(Path file, StreamingAead aead, byte[] context) {
    try {
      var raw = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return new LocalObject(file, aead.newSeekableDecryptingChannel(raw, context));
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        raw.close();
        throw e;
      }
    } catch (GeneralSecurityException e) {
      throw Frames.damaged(file);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /// The object's own name, as its writer called it.
  String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream stream(long from) {
    if (from < 0) {
      throw new IllegalArgumentException("position " + from);
    }
    return new Stream(from);
  }

  @Override
  public byte[] bytes() {
    if (size > Integer.MAX_VALUE - 16) {
      throw new StorageException(Code.TOO_LARGE, file + " has " + size + " bytes; stream it");
    }
    byte[] all = new byte[(int) size];
    for (int done = 0; done < all.length; ) {
      done += copy(done, all, done, all.length - done);
    }
    return all;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /// Copies what the frame at `position` has, at most `length` bytes.
  private int copy(long position, byte[] into, int offset, int length) {
    byte[] bytes = frame((int) (position / Frames.SIZE));
    int start = (int) (position % Frames.SIZE);
    int n = Math.min(length, bytes.length - start);
    System.arraycopy(bytes, start, into, offset, n);
    return n;
  }

  private byte[] frame(int number) {
    if (number != loaded) {
      long begin = offsets[number];
      int rawLength = (int) Math.min(Frames.SIZE, size - (long) number * Frames.SIZE);
      try {
        byte[] bytes = new byte[(int) (offsets[number + 1] - begin)];
        read(begin, bytes.length).get(bytes);
        frame = stored[number] ? bytes : Frames.inflate(bytes, rawLength, file);
      } catch (IOException e) {
        throw failed(file, e);
      }
      loaded = number;
    }
    return frame;
  }

  private void placeFrames(long first, ByteBuffer lengths) {
    offsets[0] = first;
    for (int i = 0; i < stored.length; i++) {
      int length = lengths.getInt();
      stored[i] = length < 0;
      offsets[i + 1] = offsets[i] + Math.abs((long) length);
    }
  }

  private ByteBuffer read(long position, int length) throws IOException {
    if (position < 0 || length < 0) {
      throw Frames.damaged(file);
    }
    var buffer = ByteBuffer.allocate(length);
    channel.position(position);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) <= 0) {
        throw Frames.damaged(file);
      }
    }
    return buffer.flip();
  }

  /// Tink reports what does not authenticate as an `IOException`, with the cipher's refusal for a
  /// cause or, when the length alone is impossible, with one of its own messages.
  private static StorageException failed(Path file, IOException e) {
    String message = e.getMessage();
    return e.getCause() instanceof GeneralSecurityException
            || (message != null && IMPOSSIBLE.contains(message))
        ? Frames.damaged(file)
        : StorageException.io("cannot read object " + file, e);
  }

  private final class Stream extends InputStream {
    private long position;

    Stream(long from) {
      this.position = from;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (position >= size) {
        return -1;
      }
      int n = copy(position, into, offset, length);
      position += n;
      return n;
    }
  }
}
