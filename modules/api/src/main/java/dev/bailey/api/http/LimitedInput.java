package dev.bailey.api.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that is refused as soon as it grows beyond its limit, whatever its headers promised.
public final class LimitedInput extends FilterInputStream {
  private final long limit;
  private long left;

  /// @param limit in bytes
  public LimitedInput(InputStream in, long limit) {
    super(in);
    this.limit = limit;
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      take(1);
    }
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read > 0) {
      take(read);
    }
    return read;
  }

  private void take(int count) {
    left -= count;
    if (left < 0) {
      throw tooLarge(limit);
    }
  }

  /// The refusal of a body beyond the limit.
  public static Refusal tooLarge(long limit) {
    return new Refusal(
        413, "too_large", "the body is larger than the %d bytes allowed".formatted(limit));
  }
}
