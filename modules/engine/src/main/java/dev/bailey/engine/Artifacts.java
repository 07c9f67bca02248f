package dev.bailey.engine;

/// Takes the files that dbt would write below its target folder. May be called from several
/// threads, and with the same path again.
@FunctionalInterface
public interface Artifacts {

  /// Keeps one file.
  ///
  /// @param path below the target folder, with forward slashes, such as `manifest.json`
  void write(String path, byte[] content);
}
