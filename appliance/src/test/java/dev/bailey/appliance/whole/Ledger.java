package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/// What a server acknowledged, kept where its death does not reach, and held against what it says
/// when it lives again (facts/security.md, 4): nothing acknowledged is lost, nothing is half there.
final class Ledger {
  private static final int SUCCESS = 10;

  private final List<Long> jobs;
  private final long project;
  private final Path work;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final List<Long> tokens = new CopyOnWriteArrayList<>();
  private final List<Long> runs = new CopyOnWriteArrayList<>();
  private final Map<Long, String> successes = new ConcurrentHashMap<>();
  private volatile String pushed = "";
  private final AtomicLong pushes = new AtomicLong();
  private final AtomicLong rotations = new AtomicLong();
  private final AtomicLong backups = new AtomicLong();

  /// @param jobs what is run, in turns
  /// @param project what is renamed
  /// @param work the work tree that is pushed to the repository `pushed`
  Ledger(List<Long> jobs, long project, Path work) {
    this.jobs = List.copyOf(jobs);
    this.project = project;
    this.work = work;
  }

  /// Things that are done to a server, by one client each.
  List<Work> load() {
    return List.of(
        this::describe, this::makeToken, this::run, this::push, this::rotate, this::backUp);
  }

  /// One of them.
  @FunctionalInterface
  interface Work {
    /// Does it once.
    ///
    /// @throws UncheckedIOException when the server has gone
    void once(RunningBailey bailey);
  }

  private void describe(RunningBailey bailey) {
    long number = sent.incrementAndGet();
    post(
        bailey,
        "/api/v3/accounts/1/projects/%d/".formatted(project),
        Client.object().put("name", "described").put("description", Long.toString(number)));
    acknowledged.set(number);
  }

  private void makeToken(RunningBailey bailey) {
    JsonNode made =
        post(
            bailey,
            "/api/bailey/v1/tokens",
            Client.object().put("name", "one more").put("days", 1));
    tokens.add(made.path("id").asLong());
    pause(150);
  }

  private void run(RunningBailey bailey) {
    long job = jobs.get(runs.size() % jobs.size());
    JsonNode begun =
        post(
            bailey,
            "/api/v2/accounts/1/jobs/%d/run/".formatted(job),
            Client.object().put("cause", "load"));
    long run = begun.at("/data/id").asLong();
    runs.add(run);
    try {
      if (bailey.client().ended(run).path("status").asInt() == SUCCESS) {
        successes.put(run, manifest(bailey.client(), run));
      }
    } catch (AssertionError e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private void push(RunningBailey bailey) {
    try {
      Files.writeString(work.resolve("counter.txt"), pushes.incrementAndGet() + "\n");
      bailey.push(work, "pushed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AssertionError e) {
      throw new UncheckedIOException(new IOException(e.getMessage()));
    }
    pushed = RunningBailey.git(work, Map.of(), "rev-parse", "HEAD").strip();
  }

  private void rotate(RunningBailey bailey) {
    post(bailey, "/api/bailey/v1/keys/data-keys", Client.object());
    rotations.incrementAndGet();
    pause(400);
    post(bailey, "/api/bailey/v1/keys/master-key", Client.object());
    pause(400);
  }

  private void backUp(RunningBailey bailey) {
    HttpResponse<String> answer =
        bailey.client().exchange("POST", "/api/bailey/v1/backups", Client.object());
    assertThat(answer.statusCode()).as(answer.body()).isIn(202, 409);
    backups.incrementAndGet();
    pause(300);
  }

  private static JsonNode post(RunningBailey bailey, String path, ObjectNode body) {
    HttpResponse<String> answer = bailey.client().exchange("POST", path, body);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 299);
    return Client.tree(answer);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Holds everything against a server that has started again.
  ///
  /// @param random which of the older runs are looked at
  void check(RunningBailey bailey, Random random) {
    Client client = bailey.client();
    long description =
        client
            .get("/api/v3/accounts/1/projects/%d/".formatted(project))
            .at("/data/description")
            .asLong();
    assertThat(description).as("the description").isBetween(acknowledged.get(), sent.get());
    var known =
        StreamSupport.stream(
                client.get("/api/bailey/v1/tokens").path("tokens").spliterator(), false)
            .map(token -> token.path("id").asLong())
            .toList();
    assertThat(known).as("tokens").containsAll(tokens);
    checkRuns(client, random);
    if (!pushed.isEmpty()) {
      String head = bailey.head(work, "pushed");
      RunningBailey.git(work, Map.of(), "merge-base", "--is-ancestor", pushed, head);
    }
  }

  private void checkRuns(Client client, Random random) {
    for (int i = 0; i < runs.size(); i++) {
      if (i < runs.size() - 3 && random.nextInt(runs.size()) > 3) {
        continue;
      }
      long run = runs.get(i);
      JsonNode data = client.get("/api/v2/accounts/1/runs/" + run + "/").path("data");
      assertThat(data.path("is_complete").asBoolean()).as("run %d: %s", run, data).isTrue();
      for (JsonNode node : client.get("/api/bailey/v1/runs/" + run + "/nodes").path("nodes")) {
        assertThat(node.path("finished_at").isNull()).as("run %d: %s", run, node).isFalse();
      }
      if (successes.containsKey(run)) {
        assertThat(data.path("status").asInt()).as("run %d: %s", run, data).isEqualTo(SUCCESS);
        assertThat(manifest(client, run)).as("run %d", run).isEqualTo(successes.get(run));
      }
    }
  }

  private static String manifest(Client client, long run) {
    return client
        .get("/api/v2/accounts/1/runs/%d/artifacts/manifest.json".formatted(run))
        .at("/metadata/invocation_id")
        .asText();
  }

  @Override
  public String toString() {
    return "acknowledged: %d descriptions, %d tokens, %d runs (%d succeeded), %d pushes, %d rotations, %d backups"
        .formatted(
            acknowledged.get(),
            tokens.size(),
            runs.size(),
            successes.size(),
            pushes.get(),
            rotations.get(),
            backups.get());
  }
}
