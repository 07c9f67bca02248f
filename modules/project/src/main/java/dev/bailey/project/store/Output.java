package dev.bailey.project.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Bytes being written.
final class Output {
  private byte[] bytes = new byte[64];
  private int size;

  void number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      one((byte) (rest | 0x80));
      rest >>>= 7;
    }
    one((byte) rest);
  }

  void one(byte value) {
    room(1);
    bytes[size++] = value;
  }

  void all(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  void all(ByteBuffer more) {
    int count = more.remaining();
    room(count);
    more.get(more.position(), bytes, size, count);
    size += count;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
