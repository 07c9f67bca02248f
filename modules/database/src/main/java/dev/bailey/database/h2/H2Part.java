package dev.bailey.database.h2;

import dev.bailey.storage.Deletions;
import dev.bailey.storage.backup.Part;
import dev.bailey.storage.file.EncryptedFile;
import dev.bailey.storage.keys.Key256;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The files of the embedded database as a backup takes them: a copy of the moment of the hold,
/// with a sentinel that vouches for it.
///
/// For one thread.
final class H2Part implements Part {
  private final Supplier<Snapshot> open;
  private final Key256 key;
  private final Supplier<Key256> sentinelKey;
  private final SecureRandom random;
  private @Nullable Snapshot held;

  /// @param open takes a snapshot
  /// @param key of the database; lent
  /// @param sentinelKey gives that of the sentinel, to be closed
  H2Part(Supplier<Snapshot> open, Key256 key, Supplier<Key256> sentinelKey, SecureRandom random) {
    this.open = open;
    this.key = key;
    this.sentinelKey = sentinelKey;
    this.random = random;
  }

  @Override
  public Deletions.Hold hold() {
    var snapshot = open.get();
    held = snapshot;
    return snapshot::close;
  }

  @Override
  public void pin(Path into) {
    if (held == null) {
      throw new IllegalStateException("it is not held");
    }
    String identity = OpenH2.identity(held.instance());
    try (var copy = EncryptedFile.create(into.resolve(EmbeddedH2.FILE), key, identity, random)) {
      held.copyTo(copy);
    }
    try (var secret = sentinelKey.get()) {
      Sentinel.vouch(
          into.resolve(EmbeddedH2.SENTINEL), held.instance(), held.version(), secret, random);
    }
  }
}
