package dev.bailey.appliance.backup;

import dev.bailey.storage.backup.BackupProgress;
import java.io.PrintWriter;

/// Tells somebody who waits at a terminal how far it is, no oftener than once a second.
final class Steps implements BackupProgress {
  private static final long PAUSE = 1_000_000_000;

  private final PrintWriter out;
  private final String what;
  private long last = System.nanoTime();

  /// @param what is done to the files, such as `copied`
  Steps(PrintWriter out, String what) {
    this.out = out;
    this.what = what;
  }

  @Override
  public boolean at(long files, long of) {
    if (System.nanoTime() - last >= PAUSE) {
      last = System.nanoTime();
      out.println("  %,d of %,d files %s".formatted(files, of, what));
      out.flush();
    }
    return true;
  }
}
