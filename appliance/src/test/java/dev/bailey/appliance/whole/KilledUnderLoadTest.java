package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at random moments, also while it starts, under changes, runs, pushes, rotation of keys
/// and backups, all at once: it always starts again, and whatever it acknowledged is there.
@Tag("slow")
class KilledUnderLoadTest {
  /// A build has no time for more; a soak has: `-Dkilled.rounds=200`.
  private static final int ROUNDS = Integer.getInteger("killed.rounds", 6);

  private static final long SEED = Long.getLong("killed.seed", System.nanoTime());
  private static final int LONGEST_MILLIS = 6_000;
  private static final int LONGEST_START_MILLIS = 3_000;
  private static final int AUDIT_EVERY = 10;

  /// What goes on with a lost run is another test's.
  private static final Map<String, String> CONFIGURATION =
      Map.of("BAILEY_INTERRUPTED_RUNS", "leave", "BAILEY_RUN_QUEUE", "1000");

  private final Random random = new Random(SEED);
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  @Test
  void nothingAcknowledgedIsLost(@TempDir Path home, @TempDir Path work) throws Exception {
    Path pushed = Files.createDirectory(work.resolve("pushed"));
    Path sample = work.resolve("sample");
    SampleRunTest.copy(SampleRunTest.sample(), sample);
    Ledger ledger;
    String token;
    try (var bailey = LiveBailey.on(home, Map.of())) {
      long spokes = bailey.project("spokes");
      bailey.push(sample, "spokes");
      long environment = bailey.onDuckDb(spokes);
      long all = bailey.job(spokes, environment, "Build everything", "dbt build");
      long quick = bailey.job(spokes, environment, "Only read", "dbt ls", "dbt compile");
      ledger = new Ledger(List.of(quick, all), bailey.project("pushed"), pushed);
      token = bailey.client().token();
    }

    for (int round = 1; round <= ROUNDS; round++) {
      if (random.nextInt(4) == 0) {
        ServerProcess.killStarting(home, CONFIGURATION, random.nextInt(LONGEST_START_MILLIS));
      }
      round(home, token, ledger);
      assertThat(failures).as(told(round, ledger)).isEmpty();
      if (round % AUDIT_EVERY == 0 || round == ROUNDS) {
        assertWhole(home, told(round, ledger));
        System.out.println(told(round, ledger));
      }
    }
    try (var server = ServerProcess.start(home, CONFIGURATION)) {
      server.client().use(token);
      ledger.check(server, random);
      assertThat(server.client().get("/api/bailey/v1/backups").path("damaged")).isEmpty();
    }
  }

  private static String told(int round, Ledger ledger) {
    return "round %d of seed %d; %s".formatted(round, SEED, ledger);
  }

  private void round(Path home, String token, Ledger ledger) throws Exception {
    try (var server = ServerProcess.start(home, CONFIGURATION)) {
      server.client().use(token);
      ledger.check(server, random);
      var killed = new AtomicBoolean();
      var load =
          ledger.load().stream()
              .map(work -> Thread.ofVirtual().start(() -> repeat(work, server, killed)))
              .toList();
      Thread.sleep(random.nextInt(LONGEST_MILLIS));
      killed.set(true);
      server.kill();
      for (Thread worker : load) {
        worker.join();
      }
    }
  }

  private void repeat(Ledger.Work work, RunningBailey server, AtomicBoolean killed) {
    while (!killed.get()) {
      try {
        work.once(server);
      } catch (UncheckedIOException e) {
        if (!killed.get()) {
          failures.add(e);
        }
        return;
      } catch (RuntimeException | Error e) {
        failures.add(e);
        return;
      }
    }
  }

  private static void assertWhole(Path home, String told) throws IOException {
    var audit = BaileyProcess.run(Map.of(), "", "admin", "verify-audit", "--home", home.toString());
    assertThat(audit.code()).as("%s%n%s", told, audit.said()).isZero();
    var backup = BaileyProcess.run(Map.of(), "", "verify-backup", "--home", home.toString());
    assertThat(backup.code()).as("%s%n%s", told, backup.said()).isZero();
  }
}
