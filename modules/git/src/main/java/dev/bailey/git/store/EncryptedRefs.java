package dev.bailey.git.store;

import org.eclipse.jgit.internal.storage.dfs.DfsReftableDatabase;
import org.eclipse.jgit.internal.storage.reftable.ReftableConfig;

/// Refs and their logs, in reftables beside the packs.
final class EncryptedRefs extends DfsReftableDatabase {

  EncryptedRefs(EncryptedRepository repository) {
    super(repository);
  }

  /// Small tables in encrypted files: aligned blocks would only pad them.
  @Override
  public ReftableConfig getReftableConfig() {
    return config();
  }

  static ReftableConfig config() {
    var config = new ReftableConfig();
    config.setAlignBlocks(false);
    config.setIndexObjects(false);
    return config;
  }
}
