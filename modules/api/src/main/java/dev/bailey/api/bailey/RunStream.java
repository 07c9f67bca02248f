package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Json;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunEvent;
import dev.bailey.jobs.run.RunFeed;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.Runs;
import dev.bailey.security.People;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What happens in one run, as server-sent events: first how it stands, then each change, and at
/// the end `end`. A follower who fell behind gets how it stands again.
///
/// Events: `run`, `step`, `node`, `log` (with the byte at which its text begins, so that a reader
/// tells what it has already), `end`.
final class RunStream implements Answer.Stream {
  private static final long HEARTBEAT_MILLIS = 15_000;

  private final RunId id;
  private final Runs runs;
  private final RunFeed feed;
  private final People people;

  RunStream(RunId id, Runs runs, RunFeed feed, People people) {
    this.people = people;
    this.id = id;
    this.runs = runs;
    this.feed = feed;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    boolean behind = true;
    while (behind) {
      // Subscribed before what is kept is read, so that nothing falls in between.
      try (RunFeed.Subscription subscription = feed.follow(id)) {
        behind = !(snapshot(out) || follow(subscription, out));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    send(out, "end", Json.object());
  }

  /// Sends how the run stands; true when it has ended.
  private boolean snapshot(OutputStream out) throws IOException {
    Optional<Run> run = runs.find(id);
    if (run.isEmpty()) {
      return true;
    }
    for (var step : runs.steps(id)) {
      send(out, "step", RunView.step(step));
    }
    for (var node : feed.atWork(id)) {
      send(out, "node", RunView.node(node));
    }
    for (var node : runs.nodes(id)) {
      send(out, "node", RunView.node(node));
    }
    send(out, "run", RunView.run(run.get(), people));
    return run.get().status().ended();
  }

  /// Passes events on until the run ends (true) or this follower has fallen behind (false).
  private boolean follow(RunFeed.Subscription subscription, OutputStream out)
      throws IOException, InterruptedException {
    while (!subscription.lost()) {
      Optional<RunEvent> event = subscription.next(HEARTBEAT_MILLIS);
      if (event.isEmpty()) {
        out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
      } else if (pass(event.get(), out)) {
        return true;
      }
    }
    return false;
  }

  /// Sends one event; true when the run ended with it.
  private boolean pass(RunEvent event, OutputStream out) throws IOException {
    switch (event) {
      case RunEvent.RunChanged(Run now) -> {
        send(out, "run", RunView.run(now, people));
        return now.status().ended();
      }
      case RunEvent.StepChanged(var now) -> send(out, "step", RunView.step(now));
      case RunEvent.NodeChanged(var now) -> send(out, "node", RunView.node(now));
      case RunEvent.LogAdded(_, int step, long from, String text) ->
          send(out, "log", Json.object().put("step", step).put("from", from).put("text", text));
    }
    return false;
  }

  private static void send(OutputStream out, String event, ObjectNode data) throws IOException {
    out.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    out.write(Json.bytes(data));
    out.write("\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
