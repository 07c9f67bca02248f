package dev.bailey.storage.keys;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.security.SecureRandom;
import java.util.Arrays;

/// A random master key, kept in the ring as somebody else wrapped it.
public final class WrappedMasterKey extends MasterKeySource {
  private final KeyWrapper wrapper;
  private final SecureRandom random;

  public WrappedMasterKey(KeyWrapper wrapper, SecureRandom random) {
    this.wrapper = wrapper;
    this.random = random;
  }

  @Override
  public Kind kind() {
    return wrapper.kind();
  }

  /// What was wrapped is unwrapped at once: a key that can't be had again must not lock anything.
  @Override
  Made first() {
    var key = Key256.random(random);
    byte[] wrapped = key.lend(wrapper::wrap);
    try (var again = unwrap(wrapped)) {
      if (!Arrays.equals(again.check(), key.check())) {
        throw notGivenBack();
      }
    } catch (RuntimeException e) {
      key.close();
      throw e;
    }
    return new Made(key, wrapped);
  }

  @Override
  Made next(RingLock current) {
    return first();
  }

  @Override
  Key256 unlock(RingLock lock) {
    return unwrap(lock.memo());
  }

  private Key256 unwrap(byte[] wrapped) {
    byte[] key = wrapper.unwrap(wrapped);
    if (key.length != Key256.BYTES) {
      Arrays.fill(key, (byte) 0);
      throw notGivenBack();
    }
    return Key256.taking(key);
  }

  private static StorageException notGivenBack() {
    return new StorageException(
        Code.KEY_WRONG,
        "unwrapping the master key does not give back what was wrapped; nothing was changed.");
  }
}
