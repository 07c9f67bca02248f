package dev.bailey.appliance.whole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How fast the distribution is that `mvn package` leaves, on the kit's project of a thousand
/// models. Prints; asserts only that the work was done.
@Tag("bench")
final class ApplianceBenchmark {
  private static final int MODELS = 1_000;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int WARM_UP = 10;
  private static final int TRIGGERS = 31;
  private static final long IDLE_SECONDS = 10;

  @TempDir private Path folder;

  @Test
  void buildsBesideDbtCore() throws IOException {
    Path project = Peers.generated(MODELS, "duckdb", folder);
    List<String> dbt = List.of(Peers.required("BAILEY_ORACLE_DBT"), "build", "--quiet");
    List<String> bailey = List.of(Distribution.command().toString(), "dbt", "build", "--quiet");
    var ours = new Builds(new ArrayList<>(), new ArrayList<>());
    var theirs = new Builds(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < ROUNDS; round++) {
      theirs.measure(dbt, project);
      ours.measure(bailey, project);
    }
    print(
        "dbt build of %d models on DuckDB, first".formatted(MODELS), ours.first(), theirs.first());
    print(
        "dbt build of %d models on DuckDB, again".formatted(MODELS), ours.again(), theirs.again());
  }

  /// Builds into an empty warehouse without a target folder, and builds after them.
  private record Builds(List<Cost> first, List<Cost> again) {
    void measure(List<String> command, Path project) throws IOException {
      var environment =
          Map.of("DBT_PROFILES_DIR", project.toString(), "DBT_SEND_ANONYMOUS_USAGE_STATS", "false");
      for (String made : List.of("target", "logs", "synth.duckdb", "synth.duckdb.wal")) {
        Peers.delete(project.resolve(made));
      }
      first.add(Cost.of(command, project, environment));
      again.add(Cost.of(command, project, environment));
    }
  }

  private static void print(String what, List<Cost> ours, List<Cost> theirs) {
    var our = Cost.median(ours);
    var their = Cost.median(theirs);
    System.out.printf("%s (medians of %d)%n", what, ours.size());
    System.out.printf("  dbt Core  %s%n  bailey    %s  (%s)%n", their, our, our.beside(their));
  }

  @Test
  void startsAndIdles() throws InterruptedException {
    var empty = new ArrayList<Cost>();
    var used = new ArrayList<Cost>();
    for (int round = 0; round < ROUNDS; round++) {
      Path home = folder.resolve("home" + round);
      empty.add(Distribution.untilReady(home, true));
      used.add(Distribution.untilReady(home, false));
    }
    System.out.printf("serve to ready, empty home  %s%n", Cost.median(empty));
    System.out.printf("serve to ready, used home   %s%n", Cost.median(used));
    try (var bailey = Distribution.first(folder.resolve("idle"), Map.of())) {
      TimeUnit.SECONDS.sleep(IDLE_SECONDS);
      System.out.printf("idle  %d MiB resident%n", bailey.residentMegabytes());
    }
  }

  /// PostgreSQL's own log tells when a statement arrives.
  @Test
  void triggersUntilTheFirstStatement() throws IOException, InterruptedException {
    var statement = new AtomicReference<>(new CompletableFuture<Long>());
    try (var postgres =
            PostgresServer.start(
                List.of("log_statement=all"),
                line -> {
                  if (line.contains("LOG:  statement:") || line.contains("LOG:  execute")) {
                    statement.get().complete(System.nanoTime());
                  }
                });
        var bailey =
            Distribution.first(
                folder.resolve("home"),
                Map.of("BAILEY_EGRESS_ALLOW", postgres.host() + ":" + postgres.port()))) {
      Path work = Peers.generated(MODELS, "postgres", folder);
      long project = bailey.project("synth");
      bailey.push(work, "synth");
      long environment = bailey.onPostgres(project, postgres, postgres.user(), postgres.password());
      long seed = bailey.job(project, environment, "Seed", "dbt seed");
      long run = bailey.job(project, environment, "One", "dbt run --select " + oneModel(work));
      succeed(bailey.client(), bailey.client().run(seed));
      var until = new ArrayList<Double>();
      var whole = new ArrayList<Double>();
      for (int i = 0; i < WARM_UP + TRIGGERS; i++) {
        var arrived = new CompletableFuture<Long>();
        statement.set(arrived);
        long began = System.nanoTime();
        long id = bailey.client().run(run);
        long first = arrived.orTimeout(1, TimeUnit.MINUTES).join();
        succeed(bailey.client(), id);
        if (i >= WARM_UP) {
          until.add((first - began) / 1e6);
          whole.add((System.nanoTime() - began) / 1e6);
        }
      }
      System.out.printf("trigger to first statement, warm, %d models  %s%n", MODELS, spread(until));
      System.out.printf("trigger to the end of a run of one model    %s%n", spread(whole));
      System.out.printf(
          "after %d runs  %d MiB resident%n", WARM_UP + TRIGGERS, bailey.residentMegabytes());
    }
  }

  private static void succeed(Client client, long run) {
    JsonNode ended = client.ended(run);
    if (!ended.path("status_humanized").asText().equals("Success")) {
      throw new AssertionError(ended.toPrettyString());
    }
  }

  private static String spread(List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    return "median %.0f ms (%.0f to %.0f, %d times)"
        .formatted(
            sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast(), sorted.size());
  }

  private static String oneModel(Path project) throws IOException {
    try (Stream<Path> files = Files.walk(project.resolve("models/staging"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .sorted()
          .findFirst()
          .orElseThrow()
          .replace(".sql", "");
    }
  }
}
