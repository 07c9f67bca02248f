package dev.bailey.appliance;

import dev.bailey.api.sealed.SealedPages;
import dev.bailey.api.sealed.Unsealing;
import dev.bailey.api.server.ApiServer;
import dev.bailey.api.server.ServerIdentity;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.security.AccessException;
import dev.bailey.security.Throttle;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Passphrase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server while nobody has given the passphrase: health, the page that asks for it, and nothing
/// else. Nothing of the data is open.
final class SealedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SealedServer.class);

  /// How many attempts are told to the audit; the log has all.
  private static final int REMEMBERED = 1_000;

  private final Home home;
  private final Configuration configuration;
  private final Clock clock;
  private final SecureRandom random;
  private final Throttle throttle;
  private final Consumer<OpenKeys> opened;
  private final Deque<OpenKeys.Attempt> attempts = new ArrayDeque<>();
  private final ServerIdentity identity;
  private final ApiServer server;
  private boolean open;

  private SealedServer(
      Home home,
      Configuration configuration,
      Clock clock,
      SecureRandom random,
      Consumer<OpenKeys> opened) {
    this.home = home;
    this.configuration = configuration;
    this.clock = clock;
    this.random = random;
    this.opened = opened;
    this.throttle = new Throttle(clock);
    this.identity =
        Certificates.given(configuration)
            .orElseGet(
                () -> ServerIdentity.passing(Certificates.names(configuration), random, clock));
    this.server =
        ApiServer.start(
            configuration.server(), identity, new SealedPages(this::attempt, Passphrase.LONGEST));
  }

  /// Starts to ask.
  ///
  /// @param opened gets the keys, once
  static SealedServer start(
      Home home,
      Configuration configuration,
      Clock clock,
      SecureRandom random,
      Consumer<OpenKeys> opened) {
    return new SealedServer(home, configuration, clock, random, opened);
  }

  int httpsPort() {
    return server.httpsPort();
  }

  String certificateFingerprint() {
    return identity.fingerprint();
  }

  /// One at a time: each takes much memory on purpose.
  private synchronized Unsealing.Outcome attempt(byte[] utf8, String address) {
    if (open) {
      return new Unsealing.Outcome.Opened();
    }
    try {
      throttle.begin("", address);
    } catch (AccessException e) {
      return new Unsealing.Outcome.TooEarly(e.retryAfter().orElseThrow());
    }
    try (var passphrase = Passphrase.taking(utf8)) {
      var source = configuration.masterKey(home.masterKey(), () -> passphrase, random);
      var ring = KeyRing.open(home.keyRing(), source, random);
      remember(address, true);
      open = true;
      LOG.info("The keys were unsealed from {}", address);
      opened.accept(new OpenKeys(ring, List.copyOf(attempts)));
      return new Unsealing.Outcome.Opened();
    } catch (StorageException e) {
      return refused(e, address);
    }
  }

  private Unsealing.Outcome refused(StorageException e, String address) {
    if (e.code() == StorageException.Code.KEY_WRONG) {
      LOG.warn("A wrong passphrase came from {}", address);
      remember(address, false);
      return new Unsealing.Outcome.Wrong();
    }
    LOG.error("The keys cannot be opened: {}", e.getMessage());
    return new Unsealing.Outcome.Failed();
  }

  private void remember(String address, boolean fitted) {
    attempts.add(new OpenKeys.Attempt(clock.instant(), address, fitted));
    if (attempts.size() > REMEMBERED) {
      attempts.remove();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
