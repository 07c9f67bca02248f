package dev.bailey.jobs.run;

import dev.bailey.registry.ProjectId;
import java.nio.charset.StandardCharsets;
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

  /// Begins an artifact that grows while its step is at work, for the case that this process does
  /// not survive the step. It is none of [#artifacts].
  LogWriter growArtifact(ProjectId project, RunId run, int step, String path);

  /// What was flushed of an artifact that grows; empty when it was never begun, or deleted.
  Optional<byte[]> grown(ProjectId project, RunId run, int step, String path);

  /// Deletes an artifact that grows.
  void deleteGrown(ProjectId project, RunId run, int step, String path);

  /// Deletes the logs of a run, and what is left of artifacts that grew.
  void deleteLogs(ProjectId project, RunId run);

  /// Deletes the artifacts of a run.
  void deleteArtifacts(ProjectId project, RunId run);

  /// Deletes all logs and artifacts of a run.
  default void delete(ProjectId project, RunId run) {
    deleteArtifacts(project, run);
    deleteLogs(project, run);
  }

  /// Appends to a log or to an artifact that grows. Used by one thread at a time.
  interface LogWriter extends AutoCloseable {

    /// Appends bytes of UTF-8. Readers see them after `flush`, at the latest.
    void append(byte[] text);

    /// Appends a text.
    default void append(String text) {
      append(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Makes everything appended readable; it survives the end of this process.
    void flush();

    /// Returns when everything appended is on the disk.
    void sync();

    /// Syncs and ends the log.
    @Override
    void close();
  }
}
