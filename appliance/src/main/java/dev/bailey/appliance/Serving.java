package dev.bailey.appliance;

import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.appliance.config.Home;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeySource;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// The life of a server: sealed, when its master key is a passphrase, then open; sealed again, when
/// an administrator says so; until it is stopped.
///
/// Sealed and open are never at once: one is closed, with all its keys, before the other starts.
final class Serving {
  private final Home home;
  private final Configuration configuration;
  private final Clock clock;
  private final SecureRandom random;
  private final PrintStream out;
  private final BlockingQueue<Word> words = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /// What changes its state.
  private sealed interface Word {
    record Opened(OpenKeys keys) implements Word {}

    record Seal() implements Word {}

    record Stop() implements Word {}
  }

  /// @param out is told each time that it is ready or sealed
  Serving(
      Home home, Configuration configuration, Clock clock, SecureRandom random, PrintStream out) {
    this.home = home;
    this.configuration = configuration;
    this.clock = clock;
    this.random = random;
    this.out = out;
  }

  /// Serves until [#stop].
  void run() throws InterruptedException {
    try {
      Certificates.given(configuration); // Before anything is opened.
      for (var keys = keys(); keys.isPresent() && open(keys.get()); keys = keys()) {
        System.gc(); // What was open may be gone from memory; let it be so now.
      }
    } finally {
      ended.countDown();
    }
  }

  /// Ends [#run], and returns when it has ended.
  void stop() throws InterruptedException {
    words.add(new Word.Stop());
    ended.await();
  }

  /// The keys, as soon as somebody gives them; empty when it is stopped before.
  private Optional<OpenKeys> keys() throws InterruptedException {
    if (configuration.masterKeyKind() != MasterKeySource.Kind.PASSPHRASE) {
      return Optional.of(OpenKeys.unasked(home, configuration, random));
    }
    if (KeyRing.kind(home.keyRing()).isEmpty()) {
      throw new ConfigurationException(
          "nobody has chosen the passphrase of this home yet. Run: bailey admin create-keys --home "
              + home.root());
    }
    try (var sealed =
        SealedServer.start(
            home, configuration, clock, random, keys -> words.add(new Word.Opened(keys)))) {
      out.println("Bailey is sealed: https://localhost:" + sealed.httpsPort());
      out.println("  certificate SHA-256 " + sealed.certificateFingerprint());
      out.flush();
      return switch (words.take()) {
        case Word.Opened opened -> Optional.of(opened.keys());
        case Word.Seal _, Word.Stop _ -> Optional.empty();
      };
    }
  }

  /// Serves with open keys.
  ///
  /// @return whether it was sealed, not stopped
  private boolean open(OpenKeys keys) throws InterruptedException {
    try (var appliance =
        Appliance.start(
            home, configuration, keys, () -> words.add(new Word.Seal()), clock, random)) {
      Welcome.print(appliance, out);
      return words.take() instanceof Word.Seal;
    }
  }
}
