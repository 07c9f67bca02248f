package dev.bailey.git.store;

import dev.bailey.git.GitLimits;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsInserter;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsPackParser;

/// Takes in packs, pushed or fetched, that are not larger than allowed.
final class LimitedInserter extends DfsInserter {
  private final GitLimits limits;

  LimitedInserter(DfsObjDatabase objects, GitLimits limits) {
    super(objects);
    this.limits = limits;
  }

  @Override
  public DfsPackParser newPackParser(InputStream in) throws IOException {
    var parser = super.newPackParser(new LimitedPack(in, limits.packBytes()));
    parser.setMaxObjectSizeLimit(limits.objectBytes());
    return parser;
  }
}
