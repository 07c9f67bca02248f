package dev.bailey.engine;

import dev.bailey.engine.artifact.UnfinishedResults;
import dev.bailey.engine.context.Notices;
import dev.bailey.engine.run.NodeResult;
import dev.bailey.engine.run.ResultJournal;

/// Keeps the results of a command in a file until the command ends. A file that cannot be written
/// is given up, and the command goes on: it is of use only if the process is killed.
final class JournalFile implements ResultJournal, AutoCloseable {
  private final GrowingFile file;
  private final Notices notices;
  private boolean isGivenUp;

  /// @param notices hears when the file is given up
  JournalFile(GrowingFile file, Notices notices) {
    this.file = file;
    this.notices = notices;
  }

  @Override
  public void note(NodeResult result) {
    append(UnfinishedResults.line(result));
  }

  synchronized void append(byte[] line) {
    if (!isGivenUp) {
      try {
        file.append(line);
      } catch (RuntimeException e) {
        isGivenUp = true;
        notices.warn(
            "Results cannot be kept while the command is at work (%s). If it is killed, run it again from its beginning."
                .formatted(e.getMessage()));
      }
    }
  }

  /// The command came to its end, and its results are in the artifacts.
  synchronized void ended() {
    file.remove();
  }

  @Override
  public synchronized void close() {
    file.close();
  }
}
