package dev.bailey.engine;

import java.util.Optional;

/// Takes the files that dbt would write below its target folder, and finds those of earlier
/// invocations. Files may be written from several threads, and with the same path again.
@FunctionalInterface
public interface Artifacts {

  /// Keeps one file.
  ///
  /// @param path below the target folder, with forward slashes, such as `manifest.json`
  void write(String path, byte[] content);

  /// Begins a file that grows; one of the same path is replaced.
  ///
  /// @param path as of a file that is written at once
  default GrowingFile grow(String path) {
    return GrowingFile.NONE;
  }

  /// A file that an earlier invocation left; empty when there is none.
  ///
  /// @param folder as `--state` names it; empty for the target folder
  /// @param name such as `run_results.json`
  default Optional<byte[]> earlier(Optional<String> folder, String name) {
    return Optional.empty();
  }
}
