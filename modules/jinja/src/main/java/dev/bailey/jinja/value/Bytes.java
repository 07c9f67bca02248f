package dev.bailey.jinja.value;

import java.util.Arrays;

/// Python's `bytes`, which templates meet as the result of `encode`.
public final class Bytes implements Value {
  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /// A copy of `value`.
  public static Bytes of(byte[] value) {
    return new Bytes(value.clone());
  }

  /// A copy of the bytes.
  public byte[] value() {
    return value.clone();
  }

  public int length() {
    return value.length;
  }

  /// The byte at `index` as a number from 0 to 255.
  public int at(int index) {
    return value[index] & 0xff;
  }

  @Override
  public String typeName() {
    return "bytes";
  }

  @Override
  public boolean truth() {
    return value.length > 0;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    char quote = contains('\'') && !contains('"') ? '"' : '\'';
    out.append('b').append(quote);
    for (byte each : value) {
      writeByte(each & 0xff, quote, out);
    }
    out.append(quote);
  }

  private static void writeByte(int each, char quote, TextBuilder out) {
    switch (each) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (each == quote) {
          out.append('\\').append(quote);
        } else if (each < ' ' || each >= 0x7f) {
          out.append("\\x%02x".formatted(each));
        } else {
          out.append((char) each);
        }
      }
    }
  }

  /// Where `part` begins, or -1.
  int indexOf(Bytes part) {
    for (int i = 0; i + part.value.length <= value.length; i++) {
      if (Arrays.equals(value, i, i + part.value.length, part.value, 0, part.value.length)) {
        return i;
      }
    }
    return -1;
  }

  private boolean contains(char wanted) {
    for (byte each : value) {
      if (each == wanted) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return repr();
  }
}
