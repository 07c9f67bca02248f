package dev.bailey.storage.keys;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// The master key as Argon2id (RFC 9106) of a passphrase. Salt and cost stand in the ring; no copy
/// of the key stands anywhere.
public final class MasterKeyPassphrase extends MasterKeySource {
  private static final int SALT = 16;

  /// What deriving the key takes. A ring with a cost beyond these bounds is damaged: whoever could
  /// write one must not be able to make a start use up the machine.
  ///
  /// @param kibibytes of memory, 32 to 2^20
  /// @param passes over it, 1 to 64
  public record Cost(int kibibytes, int passes) {
    static final int LANES = 4;
    private static final int MOST_KIBIBYTES = 1 << 20;
    private static final int MOST_PASSES = 64;

    public Cost {
      if (!bounded(kibibytes, passes)) {
        throw new IllegalArgumentException("Argon2id with %d KiB, %d".formatted(kibibytes, passes));
      }
    }

    /// The second recommended option of RFC 9106 (section 4): 64 MiB, three passes, four lanes.
    public static Cost standard() {
      return new Cost(64 << 10, 3);
    }

    static boolean bounded(int kibibytes, int passes) {
      return kibibytes >= 8 * LANES
          && kibibytes <= MOST_KIBIBYTES
          && passes >= 1
          && passes <= MOST_PASSES;
    }
  }

  private final Passphrase passphrase;
  private final Cost cost;
  private final SecureRandom random;

  /// @param passphrase lent
  /// @param cost of a new key; an existing one says its own
  public MasterKeyPassphrase(Passphrase passphrase, Cost cost, SecureRandom random) {
    this.passphrase = passphrase;
    this.cost = cost;
    this.random = random;
  }

  @Override
  public Kind kind() {
    return Kind.PASSPHRASE;
  }

  @Override
  Made first() {
    String weakness = passphrase.weakness();
    if (!weakness.isEmpty()) {
      throw new StorageException(Code.KEY_WRONG, weakness + "; nothing was changed");
    }
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    byte[] memo =
        ByteBuffer.allocate(2 * Integer.BYTES + SALT)
            .putInt(cost.kibibytes())
            .putInt(cost.passes())
            .put(salt)
            .array();
    return new Made(derive(cost, salt), memo);
  }

  @Override
  Made next(RingLock current) {
    return first();
  }

  @Override
  Key256 unlock(RingLock lock) {
    var memo = ByteBuffer.wrap(lock.memo());
    if (memo.remaining() != 2 * Integer.BYTES + SALT) {
      throw damaged();
    }
    int kibibytes = memo.getInt();
    int passes = memo.getInt();
    if (!Cost.bounded(kibibytes, passes)) {
      throw damaged();
    }
    byte[] salt = new byte[SALT];
    memo.get(salt);
    return derive(new Cost(kibibytes, passes), salt);
  }

  private static StorageException damaged() {
    return new StorageException(
        Code.DAMAGED,
        "the key ring is damaged: its cost of Argon2id is out of bounds. Put back the copy from"
            + " your key escrow; nothing was changed.");
  }

  private Key256 derive(Cost used, byte[] salt) {
    return passphrase.lend(utf8 -> {
      var argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(used.kibibytes())
              .withIterations(used.passes())
              .withParallelism(Cost.LANES)
              .withSalt(salt)
              .build());
      byte[] key = new byte[Key256.BYTES];
      argon2.generateBytes(utf8, key);
      return Key256.taking(key);
    });
  }
}
