package dev.bailey.appliance;

import dev.bailey.api.server.ServerIdentity;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.object.ObjectKey;
import dev.bailey.storage.object.ObjectStore;
import java.util.Optional;

/// Keeps the server's self-made certificate and key, encrypted like everything else.
record Keep(ObjectStore objects) implements ServerIdentity.Keep {
  private static final ObjectKey KEY = new ObjectKey(KeyOwner.account(), "server", "identity.pem");

  @Override
  public Optional<byte[]> load() {
    return objects.get(KEY);
  }

  @Override
  public void save(byte[] pem) {
    objects.put(KEY, pem);
  }
}
