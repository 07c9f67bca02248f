package dev.bailey.jobs.run;

import java.nio.charset.StandardCharsets;

/// The log of one step while it is written: masked, then noted in the run's journal.
final class StepLog {
  private final RunId run;
  private final int step;
  private final RunJournal journal;
  private final Masker masker;
  private long written;

  StepLog(RunId run, int step, RunJournal journal, Masker masker) {
    this.run = run;
    this.step = step;
    this.journal = journal;
    this.masker = masker;
  }

  synchronized void line(String line) {
    String text = masker.mask(line) + "\n";
    journal.note(new RunEvent.LogAdded(run, step, written, text));
    written += text.getBytes(StandardCharsets.UTF_8).length;
  }
}
