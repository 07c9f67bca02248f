package dev.bailey.git.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.errors.TooLargePackException;

/// A pack on its way in, as long as it is not too long.
final class LimitedPack extends FilterInputStream {
  private final long most;
  private long read;

  LimitedPack(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = in.read(into, offset, length);
    count(n);
    return n;
  }

  private void count(long n) throws IOException {
    read += Math.max(0, n);
    if (read > most) {
      throw new TooLargePackException(most);
    }
  }
}
