package dev.bailey.engine.deps;

import dev.bailey.source.SourceTree;

/// Gets packages out of git repositories elsewhere.
///
/// Each method throws a [DepsException] that says what to do when the repository cannot be read.
public interface GitSource {
  /// The newest commit of the default branch.
  String HEAD = "HEAD";

  /// The commit that a revision means now.
  ///
  /// @param revision a tag, else a branch, else a full commit id; or [#HEAD]
  /// @return its id, 40 hexadecimal digits
  String commit(String url, String revision);

  /// The files of a commit, without symbolic links and submodules.
  SourceTree files(String url, String commit);
}
