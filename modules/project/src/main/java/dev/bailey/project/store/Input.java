package dev.bailey.project.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Bytes being read. Whoever asks for more than there is gets an [IndexOutOfBoundsException].
final class Input {
  private final byte[] bytes;
  private final int end;
  private int at;

  /// @param bytes copied once where no array is behind them, because an array is read much faster
  Input(ByteBuffer bytes) {
    ByteBuffer held = bytes.hasArray() ? bytes : copy(bytes);
    this.bytes = held.array();
    this.at = held.arrayOffset() + held.position();
    this.end = at + held.remaining();
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
  }

  boolean hasMore() {
    return at < end;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = one();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IndexOutOfBoundsException("a number without an end");
  }

  /// How many of something follow, each at least one byte long.
  int count() {
    long count = number();
    if (count < 0 || count > end - at) {
      throw new IndexOutOfBoundsException("a count of " + count);
    }
    return (int) count;
  }

  byte one() {
    if (at >= end) {
      throw new IndexOutOfBoundsException("no more bytes");
    }
    return bytes[at++];
  }

  /// Text of as many characters, each of them one byte.
  String narrow(int count) {
    if (count > end - at) {
      throw new IndexOutOfBoundsException("not so many bytes");
    }
    var text = new String(bytes, at, count, StandardCharsets.ISO_8859_1);
    at += count;
    return text;
  }

  /// Bytes that stay where they are.
  ByteBuffer slice(int count) {
    ByteBuffer slice = ByteBuffer.wrap(bytes, at, count).slice();
    at += count;
    return slice;
  }
}
