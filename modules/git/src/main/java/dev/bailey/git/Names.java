package dev.bailey.git;

import dev.bailey.git.GitException.Code;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.Repository;

/// Which names a repository may hold.
final class Names {
  private Names() {}

  /// @throws GitException INVALID
  static void checkBranch(String branch) {
    if (!Repository.isValidRefName("refs/heads/" + branch)
        || branch.startsWith("-")
        || branch.equals("HEAD")) {
      throw new GitException(Code.INVALID, "'" + branch + "' is no name for a branch");
    }
  }

  /// A path that is the same file on every system: relative, without `.`, `..`, `.git` in any
  /// spelling, backslashes and control characters.
  ///
  /// @throws GitException INVALID
  static void checkPath(String path, int maxLength) {
    if (path.length() > maxLength) {
      throw new GitException(
          Code.INVALID, "a path has at most %d characters: %.60s…".formatted(maxLength, path));
    }
    if (path.indexOf('\\') >= 0 || path.chars().anyMatch(Character::isISOControl)) {
      throw invalid(path);
    }
    try {
      new ObjectChecker().setSafeForMacOS(true).checkPath(path);
    } catch (CorruptObjectException e) {
      throw invalid(path);
    }
  }

  private static GitException invalid(String path) {
    return new GitException(
        Code.INVALID,
        "'%s' is no path for a repository: paths are relative, use '/', and have no part '.', '..'"
                .formatted(path.replaceAll("\\p{Cntrl}", "?"))
            + " or '.git'");
  }
}
