package dev.bailey.appliance.run;

import dev.bailey.engine.deps.PackageShelf;
import dev.bailey.engine.deps.PackageTree;
import dev.bailey.source.SourceTree;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.object.ObjectKey;
import dev.bailey.storage.object.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The packages that a project fetched, encrypted under the project's key.
record StoredPackages(ObjectStore objects, KeyOwner owner) implements PackageShelf {
  private static final Logger LOG = LoggerFactory.getLogger(StoredPackages.class);
  private static final String COLLECTION = "packages";

  /// One that is damaged counts as not kept: it can be fetched again.
  @Override
  public Optional<SourceTree> find(String identity) {
    try {
      return objects.get(key(identity)).map(PackageTree::decode);
    } catch (StorageException e) {
      if (e.code() != StorageException.Code.DAMAGED) {
        throw e;
      }
      LOG.warn("A package of {} was damaged on the disk and is fetched again", owner, e);
      return Optional.empty();
    }
  }

  @Override
  public void keep(String identity, PackageTree files) {
    objects.put(key(identity), files.encode());
  }

  /// A URL may be longer than a name of an object.
  private ObjectKey key(String identity) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return new ObjectKey(owner, COLLECTION, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
