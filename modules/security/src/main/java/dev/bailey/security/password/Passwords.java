package dev.bailey.security.password;

import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException;
import dev.bailey.security.AccessException.Code;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.shiro.crypto.hash.HashRequest;
import org.apache.shiro.crypto.hash.format.Shiro2CryptFormat;
import org.apache.shiro.crypto.support.hashes.argon2.Argon2HashProvider;
import org.apache.shiro.crypto.support.hashes.argon2.Argon2HashProvider.Parameters;
import org.apache.shiro.lang.util.ByteSource;

/// Makes hashes of passwords with Argon2id and compares passwords with them; a few at a time, since
/// each takes a good part of a processor and tens of MiB.
///
/// Safe for use by several threads.
public final class Passwords {
  private static final Shiro2CryptFormat FORMAT = new Shiro2CryptFormat();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Cost cost;
  private final Semaphore places;
  private final SecureRandom random;
  private final String decoy;

  /// @param atOnce how many hashes are worked on at once
  public Passwords(Cost cost, int atOnce, SecureRandom random) {
    this.cost = cost;
    this.places = new Semaphore(atOnce, true);
    this.random = random;
    this.decoy = hash(OneTimePassword.next(random));
  }

  /// The hash to keep, as Shiro writes it: `$shiro2$argon2id$v=19$t=…,m=…,p=…$salt$hash`.
  ///
  /// @throws AccessException BUSY when too many wait
  public String hash(Secret password) {
    return inTurn(() ->
        FORMAT.format(new Argon2HashProvider().newHashFactory(random).generate(request(password))));
  }

  /// Whether the hash is that of this password.
  ///
  /// @throws AccessException BUSY when too many wait
  public boolean matches(Secret password, String hash) {
    return inTurn(() -> FORMAT.parse(hash).matchesPassword(bytes(password)));
  }

  /// Takes as long as [#matches], for a password of nobody: time must not tell who exists.
  public void waste(Secret password) {
    matches(password, decoy);
  }

  /// Whether the hash was made with another cost than today's.
  public boolean outdated(String hash) {
    return !parameters(hash).equals(parameters(decoy));
  }

  private HashRequest request(Secret password) {
    return new HashRequest.Builder()
        .setAlgorithmName(Parameters.DEFAULT_ALGORITHM_NAME)
        .setSource(bytes(password))
        .addParameter(Parameters.PARAMETER_ITERATIONS, Integer.toString(cost.passes()))
        .addParameter(Parameters.PARAMETER_MEMORY_KIB, Integer.toString(cost.memory()))
        .addParameter(Parameters.PARAMETER_PARALLELISM, Integer.toString(cost.lanes()))
        .build();
  }

  private <T> T inTurn(Supplier<T> work) {
    boolean mine = false;
    try {
      mine = places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!mine) {
        throw busy();
      }
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } finally {
      if (mine) {
        places.release();
      }
    }
  }

  /// The part of a hash before its salt.
  private static String parameters(String hash) {
    return hash.substring(0, hash.lastIndexOf('$', hash.lastIndexOf('$') - 1));
  }

  private static AccessException busy() {
    return new AccessException(
        Code.BUSY, "Too many people are signing in at the moment.", Duration.ofSeconds(5));
  }

  private static ByteSource bytes(Secret password) {
    return ByteSource.Util.bytes(password.reveal().getBytes(StandardCharsets.UTF_8));
  }
}
