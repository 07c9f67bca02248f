package dev.bailey.jobs.run;

import dev.bailey.registry.ProjectId;
import java.util.List;
import java.util.Optional;

/// Keeps the logs and artifacts of runs, encrypted under their project's key.
public interface RunFiles {

  /// Opens the log of a step for appending; it can be read while it is written.
  LogWriter openLog(ProjectId project, RunId run, int step);

  /// A part of a step's log, in bytes of UTF-8.
  ///
  /// @param from the first byte wanted
  /// @param most how many bytes at most
  /// @return what is there, perhaps nothing
  byte[] readLog(ProjectId project, RunId run, int step, long from, int most);

  /// How many bytes a step's log has, so far.
  long logSize(ProjectId project, RunId run, int step);

  /// Keeps one artifact of a step; one of the same path is replaced.
  ///
  /// @param path such as `manifest.json` or `compiled/spokes/models/marts/fct_trips.sql`
  void putArtifact(ProjectId project, RunId run, int step, String path, byte[] content);

  /// The paths of a step's artifacts, sorted.
  List<String> artifacts(ProjectId project, RunId run, int step);

  /// One artifact of a step.
  Optional<byte[]> artifact(ProjectId project, RunId run, int step, String path);

  /// Deletes all logs and artifacts of a run.
  void delete(ProjectId project, RunId run);

  /// Appends to the log of one step. Used by one thread at a time.
  interface LogWriter extends AutoCloseable {

    /// Appends a text. Readers see it after `flush`, at the latest.
    void append(String text);

    /// Makes everything appended readable; it survives the end of this process.
    void flush();

    /// Returns when everything appended is on the disk.
    void sync();

    /// Syncs and ends the log.
    @Override
    void close();
  }
}
