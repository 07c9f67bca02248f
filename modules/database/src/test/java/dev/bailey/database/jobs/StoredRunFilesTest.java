package dev.bailey.database.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.RunId;
import dev.bailey.registry.ProjectId;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import dev.bailey.storage.object.LocalLogs;
import dev.bailey.storage.object.LocalObjects;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredRunFilesTest {
  private static final ProjectId PROJECT = new ProjectId(4);
  private static final RunId RUN = new RunId(17);

  @TempDir Path home;
  private KeyRing ring;
  private RunFiles files;

  @BeforeEach
  void open() {
    var random = new SecureRandom();
    Path file = home.resolve("data/keyring");
    var master = new MasterKeyFile(home.resolve("keys/master.key"), random);
    ring = KeyRing.open(file, master, random);
    ring.create(KeyOwner.project(4));
    files =
        new StoredRunFiles(
            new LocalObjects(home.resolve("data/objects"), ring),
            new LocalLogs(home.resolve("data/logs"), ring, random));
  }

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void aStepsLogIsReadWhileItIsWrittenAndAfter() {
    try (var log = files.openLog(PROJECT, RUN, 1)) {
      log.append("1 of 2 START\n");
      log.flush();
      assertThat(log(1, 0)).isEqualTo("1 of 2 START\n");
      log.append("1 of 2 OK\n");
    }

    assertThat(log(1, 13)).isEqualTo("1 of 2 OK\n");
    assertThat(files.logSize(PROJECT, RUN, 1)).isEqualTo(23);
  }

  @Test
  void aStepWithoutALogHasAnEmptyOne() {
    assertThat(log(9, 0)).isEmpty();
    assertThat(files.logSize(PROJECT, RUN, 9)).isZero();
  }

  @Test
  void eachStepHasItsOwnArtifacts() {
    files.putArtifact(PROJECT, RUN, 2, "manifest.json", new byte[] {1});
    files.putArtifact(PROJECT, RUN, 2, "compiled/shop/orders.sql", new byte[] {2});
    files.putArtifact(PROJECT, RUN, 3, "manifest.json", new byte[] {3});

    assertThat(files.artifacts(PROJECT, RUN, 2))
        .containsExactly("compiled/shop/orders.sql", "manifest.json");
    assertThat(files.artifact(PROJECT, RUN, 3, "manifest.json")).hasValue(new byte[] {3});
    assertThat(files.artifact(PROJECT, RUN, 3, "catalog.json")).isEmpty();
  }

  @Test
  void anArtifactThatGrowsIsReadAsFarAsItWasFlushedAndIsNoneOfTheOthers() {
    try (var growing = files.growArtifact(PROJECT, RUN, 1, "results")) {
      growing.append("one\n");
      growing.flush();
      growing.append("two\n");

      assertThat(files.grown(PROJECT, RUN, 1, "results"))
          .hasValue("one\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(files.artifacts(PROJECT, RUN, 1)).isEmpty();
    assertThat(files.logSize(PROJECT, RUN, 1)).isZero();
    files.deleteGrown(PROJECT, RUN, 1, "results");
    assertThat(files.grown(PROJECT, RUN, 1, "results")).isEmpty();
  }

  @Test
  void deletingARunTakesItsFilesAndNoOthers() {
    var other = new RunId(18);
    files.putArtifact(PROJECT, RUN, 1, "manifest.json", new byte[] {1});
    files.putArtifact(PROJECT, other, 1, "manifest.json", new byte[] {1});
    try (var log = files.openLog(PROJECT, RUN, 1)) {
      log.append("text");
    }

    files.delete(PROJECT, RUN);

    assertThat(files.artifacts(PROJECT, RUN, 1)).isEmpty();
    assertThat(files.logSize(PROJECT, RUN, 1)).isZero();
    assertThat(files.artifacts(PROJECT, other, 1)).containsExactly("manifest.json");
  }

  private String log(int step, long from) {
    return new String(files.readLog(PROJECT, RUN, step, from, 1000), StandardCharsets.UTF_8);
  }
}
