package dev.bailey.git.store;

import dev.bailey.storage.keys.Key256;
import java.util.Optional;

/// The keys of a repository.
///
/// @param present under which is written
/// @param former under which some files may be, while its data keys are rotated
public record RepositoryKeys(Key256 present, Optional<Key256> former) implements AutoCloseable {

  /// Keys of its own with the same bytes, for an owner with another life.
  public RepositoryKeys duplicate() {
    return new RepositoryKeys(present.duplicate(), former.map(Key256::duplicate));
  }

  @Override
  public void close() {
    present.close();
    former.ifPresent(Key256::close);
  }
}
