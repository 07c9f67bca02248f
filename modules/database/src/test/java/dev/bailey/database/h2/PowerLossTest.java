package dev.bailey.database.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.storage.DurableFiles;
import dev.bailey.testkit.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Power loss: the home is on a FUSE disk (`power_loss_fs.py`) that forgets what was not synced, or
/// keeps a random half of the unsynced pages. What was acknowledged is there afterwards and the
/// database opens. Needs /dev/fuse and a Python with `fusepy`, which `BAILEY_ORACLE_PYTHON` names;
/// skipped, saying so, where they are not.
@Tag("slow")
final class PowerLossTest {
  private static final int ROUNDS = Integer.getInteger("crash.rounds", 10);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final String PYTHON =
      System.getenv().getOrDefault("BAILEY_ORACLE_PYTHON", "python3");

  @TempDir Path directory;
  private Path tool;

  @BeforeEach
  void findTheDisk() throws Exception {
    tool = SharedFolder.require("tools/power_loss_fs.py");
    assumeTrue(Files.exists(Path.of("/dev/fuse")), "SKIPPED: no /dev/fuse here");
    boolean fusepy = run(PYTHON, "-c", "import fuse") == 0;
    assumeTrue(fusepy, "SKIPPED: " + PYTHON + " has no fusepy, or libfuse2 is missing");
  }

  @Test
  void nothingAcknowledgedIsLostByAPowerCut() throws Exception {
    var dice = new Random(SEED);
    var ledger = new CrashLedger(directory);
    Path backing = directory.resolve("backing");
    Files.createDirectories(backing.resolve("data"));
    Path mount = Files.createDirectory(directory.resolve("mount"));
    // The key is not what is tested here, and the disk knows no hard links.
    Path keys = backing.resolve("keys/master.key");
    DurableFiles.createOnce(keys, new SecureRandom().generateSeed(32), "r--------");

    for (int round = 1; round <= ROUNDS; round++) {
      String signal = dice.nextBoolean() ? "USR1" : "USR2";
      powerCut(ledger, backing, mount, signal, dice.nextInt(1500));
      ledger.check(backing, "round %d of seed %d, %s".formatted(round, SEED, signal));
    }
    assertThat(ledger.acknowledged()).hasSizeGreaterThan(ROUNDS);
  }

  private void powerCut(CrashLedger ledger, Path backing, Path mount, String signal, int millis)
      throws Exception {
    var disk =
        new ProcessBuilder(PYTHON, tool.toString(), backing.toString(), mount.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("disk.log").toFile())
            .start();
    try {
      awaitMounted(mount);
      var child = ledger.start(mount, true);
      assertThat(child.waitFor(millis, TimeUnit.MILLISECONDS)).isFalse();
      run("kill", "-STOP", Long.toString(child.pid()));
      // The disk must not be in the middle of a request when the signal comes.
      awaitStopped(child);
      assertThat(mount.resolve("settled")).doesNotExist();
      run("kill", "-" + signal, Long.toString(disk.pid()));
      awaitCrash(mount);
      child.destroyForcibly().waitFor();
    } finally {
      run("umount", "-l", mount.toString());
      if (!disk.waitFor(5, TimeUnit.SECONDS)) {
        disk.destroyForcibly().waitFor();
      }
    }
  }

  private static void awaitStopped(Process child) throws Exception {
    Path threads = Path.of("/proc/" + child.pid() + "/task");
    for (int i = 0; i < 500; i++) {
      try (var stats = Files.list(threads)) {
        if (stats.allMatch(PowerLossTest::isStopped)) {
          return;
        }
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("the child does not stop");
  }

  private static boolean isStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.substring(stat.lastIndexOf(')')).startsWith(") T");
    } catch (IOException e) {
      return true;
    }
  }

  private static void awaitMounted(Path mount) throws Exception {
    for (int i = 0; i < 500 && !Files.exists(mount.resolve("data")); i++) {
      Thread.sleep(20);
    }
    assertThat(mount.resolve("data")).exists();
  }

  /// Python takes the signal when it is asked for a file the next time.
  private void awaitCrash(Path mount) throws Exception {
    Path log = directory.resolve("disk.log");
    for (int i = 0; i < 500 && !Files.readString(log).contains("CRASH"); i++) {
      assertThat(mount.resolve("poke-" + i)).doesNotExist();
      Thread.sleep(20);
    }
    assertThat(log).content().contains("CRASH").doesNotContain("Traceback");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
