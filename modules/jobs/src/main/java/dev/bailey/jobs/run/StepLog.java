package dev.bailey.jobs.run;

import java.nio.charset.StandardCharsets;

/// The log of one step while it is written: masked, kept, and told to followers.
final class StepLog {
  private static final int FLUSH_AFTER = 32 * 1024;

  private final RunId run;
  private final int step;
  private final RunFeed feed;
  private final Masker masker;
  private final RunFiles.LogWriter writer;
  private long written;
  private int unflushed;

  StepLog(Run run, int step, RunFiles files, RunFeed feed, Masker masker) {
    this.run = run.id();
    this.step = step;
    this.feed = feed;
    this.masker = masker;
    this.writer = files.openLog(run.project(), run.id(), step);
  }

  synchronized void line(String line) {
    String text = masker.mask(line) + "\n";
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    writer.append(text);
    feed.publish(new RunEvent.LogAdded(run, step, written, text));
    written += bytes;
    unflushed += bytes;
    if (unflushed >= FLUSH_AFTER) {
      flush();
    }
  }

  synchronized void flush() {
    if (unflushed > 0) {
      writer.flush();
      unflushed = 0;
    }
  }

  /// Keeps what is left. Nothing may be added after.
  synchronized void close() {
    writer.close();
  }
}
