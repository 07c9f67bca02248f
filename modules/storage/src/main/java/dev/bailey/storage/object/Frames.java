package dev.bailey.storage.object;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Pieces of a fixed size, deflated one by one, so that reading can begin at any of them.
final class Frames {
  /// Uncompressed bytes of a piece; the last one of an object may have fewer.
  static final int SIZE = 128 << 10;

  private Frames() {}

  static byte[] deflate(byte[] bytes, int length) {
    var deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(bytes, 0, length);
      deflater.finish();
      var out = new ByteArrayOutputStream(length / 4 + 64);
      byte[] buffer = new byte[Math.min(SIZE, length + 64)];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /// @param length what came out of the same bytes once; anything else is damage
  static byte[] inflate(byte[] deflated, int length, Object what) {
    var inflater = new Inflater(true);
    try {
      byte[] bytes = new byte[length];
      inflater.setInput(deflated);
      int done = 0;
      while (done < length) {
        int n = inflater.inflate(bytes, done, length - done);
        if (n == 0) {
          throw damaged(what);
        }
        done += n;
      }
      return bytes;
    } catch (DataFormatException e) {
      throw damaged(what);
    } finally {
      inflater.end();
    }
  }

  static StorageException damaged(Object what) {
    return new StorageException(Code.DAMAGED, what + " is damaged: it is not what was written");
  }
}
