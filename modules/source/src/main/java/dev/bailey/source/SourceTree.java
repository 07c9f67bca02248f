package dev.bailey.source;

import java.util.List;
import java.util.Optional;

/// A read-only tree of files: a git commit, an overlay of edits, a package archive, or a directory.
///
/// Paths are relative, use forward slashes and never hold `.`, `..` or empty segments. Symbolic
/// links and submodules are not part of a tree.
public interface SourceTree {

  /// Every file, ordered by path (by `String.compareTo`). Cheap: reads no contents.
  List<Entry> entries();

  /// The bytes of one file, or empty when there is no such file.
  ///
  /// @throws SourceTreeException when the tree cannot be read although the file exists
  Optional<byte[]> read(String path);

  /// The files below a path that leads out of this tree, such as `../shared`.
  ///
  /// @param path begins with `../`
  /// @return empty where there are none, or none that may be read
  default Optional<SourceTree> outside(String path) {
    return Optional.empty();
  }

  /// One file of a tree.
  ///
  /// @param contentId changes whenever the bytes do; equal ids of one kind of tree mean equal bytes
  /// @param size in bytes, or -1 when not known without reading
  record Entry(String path, String contentId, long size) {}
}
