package dev.bailey.database.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at random moments, start-up included: what was acknowledged is there, transactions are
/// whole, and the database always opens. `-Dcrash.rounds=200` makes it longer, `-Dcrash.seed`
/// repeats one.
@Tag("slow")
final class CrashTest {
  private static final int ROUNDS = Integer.getInteger("crash.rounds", 20);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

  @TempDir Path directory;

  @Test
  void nothingAcknowledgedIsLostByKillingTheProcess() throws Exception {
    var dice = new Random(SEED);
    Path home = directory.resolve("home");
    var ledger = new CrashLedger(directory);

    for (int round = 1; round <= ROUNDS; round++) {
      boolean atStart = round % 5 == 0;
      var process = ledger.start(home, !atStart);
      // Not a wait for something to happen: the length of the work before the crash.
      int millis = atStart ? dice.nextInt(700) : dice.nextInt(1500);
      assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).isFalse();
      process.destroyForcibly().waitFor();

      ledger.check(home, "round %d of seed %d".formatted(round, SEED));
    }
    assertThat(ledger.acknowledged()).hasSizeGreaterThan(ROUNDS);
  }
}
