package dev.bailey.project.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Bytes being read. Whoever asks for more than there is gets an [IndexOutOfBoundsException].
final class Input {
  private final byte[] bytes;
  private final int end;
  private int at;

  /// @param bytes with an array behind them
  Input(ByteBuffer bytes) {
    this.bytes = bytes.array();
    this.at = bytes.arrayOffset() + bytes.position();
    this.end = at + bytes.remaining();
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

  byte[] all(int count) {
    if (count > end - at) {
      throw new IndexOutOfBoundsException("not so many bytes");
    }
    byte[] some = Arrays.copyOfRange(bytes, at, at + count);
    at += count;
    return some;
  }

  /// Bytes that stay where they are.
  ByteBuffer slice(int count) {
    ByteBuffer slice = ByteBuffer.wrap(bytes, at, count).slice();
    at += count;
    return slice;
  }
}
