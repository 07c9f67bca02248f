package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.backup.Backup;
import dev.bailey.storage.backup.BackupProgress;
import dev.bailey.storage.backup.DirectoryDestination;
import dev.bailey.storage.backup.Restoring;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import dev.bailey.storage.keys.Purpose;
import dev.bailey.testkit.CanaryScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The day that the machine is lost: a backup that was made while runs and pushes went on, and the
/// master key, bring everything back but what was erased.
@Tag("slow")
class RestoreDrillTest {
  private final CanaryScanner scanner = CanaryScanner.find();
  private final String secret = scanner.plant();

  @TempDir Path folder;
  private Path home;
  private Path there;
  private Map<String, String> settings = Map.of();

  @BeforeEach
  void places() throws IOException {
    home = folder.resolve("home");
    there = Files.createDirectories(folder.resolve("elsewhere"));
    settings = Map.of("BAILEY_BACKUP_DIRECTORY", there.toString());
  }

  @Test
  void afterTheHomeIsLostAllIsBackButWhatWasErased() throws Exception {
    long run;
    long job;
    String token;
    JsonNode ran;
    String manifest;
    String log;
    try (var bailey = LiveBailey.on(home, settings)) {
      token = bailey.client().token();
      long shop = bailey.project("shop");
      bailey.push(GoodJob.files(project("shop", "a shop")), "shop");
      job = bailey.job(shop, bailey.onDuckDb(shop), "Shop", "dbt build");
      run = bailey.client().run(job);
      bailey.client().ended(run);
      long bank = bailey.project("bank");
      bailey.push(GoodJob.files(project("bank", secret)), "bank");
      bailey
          .client()
          .ended(bailey.client().run(bailey.job(bank, bailey.onDuckDb(bank), "Bank", "dbt build")));
      backUp(bailey);

      int pushed = underLoad(bailey, job, () -> backUp(bailey));

      assertThat(pushed).isPositive();
      ran = run(bailey, run);
      manifest = artifact(bailey, run);
      log = ran.at("/run_steps").toString();
    }
    assertThat(cli("verify-backup", "--home", home.toString()))
        .satisfies(ended -> assertThat(ended.said()).contains("The backup restores."))
        .extracting(BaileyProcess.Ended::code)
        .isEqualTo(0);

    var erased = cli("admin", "erase-project", "2", "--home", home.toString());
    assertThat(erased.code()).as(erased.said()).isZero();
    Path key = Files.copy(home.resolve("keys/master.key"), folder.resolve("escrow"));
    DurableFiles.deleteTree(home);

    Path again = folder.resolve("again");
    Files.createDirectories(again.resolve("keys"));
    Files.copy(key, again.resolve("keys/master.key"));
    Files.setPosixFilePermissions(
        again.resolve("keys/master.key"), PosixFilePermissions.fromString("r--------"));
    var restored = cli("restore", "--home", again.toString());
    assertThat(restored.code()).as(restored.said()).isZero();
    try (var bailey = LiveBailey.again(again, settings, token)) {
      assertThat(run(bailey, run)).isEqualTo(ran);
      assertThat(run(bailey, run).at("/run_steps").toString()).isEqualTo(log);
      assertThat(artifact(bailey, run)).isEqualTo(manifest);
      bailey.cloneInto(folder.resolve("clone"), "shop");
      assertThat(folder.resolve("clone/models/one.sql")).content().contains("a shop");
      assertThat(bailey.client().ended(bailey.client().run(job)).path("status_humanized").asText())
          .isEqualTo("Success");
      assertThat(
              bailey
                  .client()
                  .exchange("GET", "/api/v3/accounts/1/projects/2/", Client.object())
                  .statusCode())
          .isEqualTo(404);
      assertThat(bailey.project("after")).isGreaterThan(2);
      backUp(bailey);
    }
    assertThat(cli("admin", "verify-audit", "--home", again.toString()).code()).isZero();
    assertThat(cli("verify-backup", "--home", again.toString()).code()).isZero();
    assertNothingOfTheErasedProject(again.resolve("keys/master.key"));
  }

  private static Map<String, String> project(String name, String words) {
    return Map.of(
        "dbt_project.yml",
        "name: %s\nprofile: any\nmodel-paths: [models]\n".formatted(name),
        "models/one.sql",
        "{{ config(materialized='table') }} select '%s' as words from range(100)\n"
            .formatted(words));
  }

  /// Runs and pushes that go on while something is done.
  ///
  /// @return how many pushes were made
  private int underLoad(LiveBailey bailey, long job, Runnable work) {
    var ends = new AtomicBoolean();
    var pushes = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var runs =
          CompletableFuture.runAsync(
              () -> {
                while (!ends.get()) {
                  bailey.client().ended(bailey.client().run(job));
                }
              },
              threads);
      var pushing =
          CompletableFuture.runAsync(
              () -> {
                while (!ends.get()) {
                  String name = "load-" + pushes.get();
                  bailey.project(name);
                  bailey.push(GoodJob.files(project("load", name)), name);
                  pushes.incrementAndGet();
                }
              },
              threads);
      for (int i = 0; i < 3; i++) {
        work.run();
      }
      ends.set(true);
      CompletableFuture.allOf(runs, pushing).join();
    }
    return pushes.get();
  }

  private void backUp(LiveBailey bailey) {
    String path = "/api/bailey/v1/backups";
    int before = bailey.client().get(path).path("backups").size();
    bailey.client().call("POST", path, Client.object());
    JsonNode state = bailey.client().get(path);
    while (state.path("working").asBoolean() || state.path("key_ring_behind").asBoolean()) {
      state = bailey.client().get(path);
    }
    assertThat(state.path("failure").isNull()).as(state.toString()).isTrue();
    assertThat(state.path("backups")).hasSize(before + 1);
  }

  private static JsonNode run(LiveBailey bailey, long run) {
    return bailey
        .client()
        .get("/api/v2/accounts/1/runs/" + run + "/?include_related=run_steps")
        .path("data");
  }

  private static String artifact(LiveBailey bailey, long run) {
    return bailey
        .client()
        .get("/api/v2/accounts/1/runs/" + run + "/artifacts/manifest.json")
        .toString();
  }

  /// Whoever has every backup, the ring and the master key has nothing of it.
  private void assertNothingOfTheErasedProject(Path masterKey) throws IOException {
    var random = new SecureRandom();
    var destination = new DirectoryDestination(there, false);
    var source = new MasterKeyFile(masterKey, random);
    List<Backup> backups;
    try (var restoring = Restoring.open(destination, folder.resolve("list"), source, random)) {
      backups = restoring.list();
    }
    assertThat(backups).hasSizeGreaterThan(3);
    for (var backup : backups) {
      Path data = folder.resolve("read-" + backup.name());
      try (var restoring = Restoring.open(destination, data, source, random)) {
        restoring.restore(backup, BackupProgress.NONE);
      }
      try (var ring = KeyRing.open(data.resolve("keyring"), source, random)) {
        for (var owner :
            List.of(KeyOwner.project(2), new KeyOwner.Repository(new KeyOwner.Project(2), 1))) {
          assertThatThrownBy(() -> ring.key(owner, Purpose.GIT))
              .isInstanceOfSatisfying(
                  StorageException.class,
                  e -> assertThat(e.code()).isEqualTo(StorageException.Code.KEY_DESTROYED));
        }
      }
      assertThat(data.resolve("objects/project-2")).doesNotExist();
      assertThat(data.resolve("logs/project-2")).doesNotExist();
      assertThat(data.resolve("git/project-2-repository-1")).doesNotExist();
    }
    var scan = scanner.scan(there);
    assertThat(scan.hit()).as(scan.report()).isFalse();
  }

  private BaileyProcess.Ended cli(String... words) {
    return BaileyProcess.run(settings, "", words);
  }
}
