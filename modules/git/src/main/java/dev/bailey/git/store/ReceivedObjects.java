package dev.bailey.git.store;

import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/// Checks objects that come from outside, before any ref may point to them. JGit's checker refuses
/// malformed objects, `..`, `.git` in all its spellings and harmful `.gitmodules`; this one refuses
/// backslashes and control characters in names, too, which some system takes for something else.
///
/// Symbolic links may stand in a history, but no one here follows them. Old histories with odd file
/// modes and authors are let in: they harm nobody, and their owners cannot change them.
public final class ReceivedObjects extends ObjectChecker {

  public ReceivedObjects() {
    setSafeForMacOS(true);
    setAllowLeadingZeroFileMode(true);
    setAllowInvalidPersonIdent(true);
  }

  @Override
  public void checkTree(@Nullable AnyObjectId id, byte[] raw) throws CorruptObjectException {
    super.checkTree(id, raw);
    var tree = new CanonicalTreeParser();
    for (tree.reset(raw); !tree.eof(); tree.next()) {
      check(tree);
    }
  }

  private static void check(CanonicalTreeParser entry) throws CorruptObjectException {
    byte[] path = entry.getEntryPathBuffer();
    for (int i = entry.getNameOffset(); i < entry.getEntryPathLength(); i++) {
      if (path[i] == '\\' || (path[i] >= 0 && path[i] < ' ') || path[i] == 0x7f) {
        String name =
            new String(
                path,
                entry.getNameOffset(),
                entry.getEntryPathLength() - entry.getNameOffset(),
                StandardCharsets.UTF_8);
        throw new CorruptObjectException(
            "the file name '%s' has a backslash or control character; rename the file"
                .formatted(name.replaceAll("\\p{Cntrl}", "?")));
      }
    }
  }
}
