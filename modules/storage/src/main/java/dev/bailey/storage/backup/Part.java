package dev.bailey.storage.backup;

import dev.bailey.storage.Deletions;
import java.nio.file.Path;

/// A part of a home's data that a backup takes. All parts are held, then each is pinned, then all
/// are let go: so what one part says of another at the moment of the hold is there in the backup.
public interface Part {

  /// Fixes the moment that [#pin] shows: from here on nothing that exists goes away. It is short;
  /// others go on to write meanwhile.
  Deletions.Hold hold();

  /// Puts what there is at the moment of the hold into an empty directory on the same file system,
  /// by links where files never change. What came after the hold may be among it.
  void pin(Path into);
}
