package dev.bailey.project.store;

import java.util.Arrays;

/// Bytes being read. Whoever asks for more than there is gets an [IndexOutOfBoundsException].
final class Input {
  private final byte[] bytes;
  private int at;

  Input(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes[at++];
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
    if (count < 0 || count > bytes.length - at) {
      throw new IndexOutOfBoundsException("a count of " + count);
    }
    return (int) count;
  }

  byte one() {
    return bytes[at++];
  }

  byte[] all(int count) {
    byte[] some = Arrays.copyOfRange(bytes, at, at + count);
    at += count;
    return some;
  }
}
