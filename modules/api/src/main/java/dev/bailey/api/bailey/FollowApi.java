package dev.bailey.api.bailey;

import static dev.bailey.api.http.Guard.in;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Rights;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunFeed;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.jobs.run.Runs;
import dev.bailey.registry.Environments;
import dev.bailey.security.People;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.ProjectArea;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;

/// Following one run: live events, logs by range, its nodes, its graph, compiled SQL.
public final class FollowApi {
  private static final String ONE = "/api/bailey/v1/runs/{run}";
  private static final int MOST_LOG = 1 << 20;

  private final Runs runs;
  private final RunFiles files;
  private final RunFeed feed;
  private final People people;
  private final Rights rights;

  /// Serves the runs that are kept in `runs` and told by `feed`.
  public FollowApi(
      Runs runs, RunFiles files, RunFeed feed, Environments environments, People people) {
    this.people = people;
    this.runs = runs;
    this.files = files;
    this.feed = feed;
    this.rights = new Rights(environments);
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        route(ONE, "Read a run with its steps", this::read),
        route(ONE + "/events", "Follow a run by server-sent events", this::events),
        route(ONE + "/nodes", "List the results of a run's nodes", this::nodes),
        route(ONE + "/graph", "The graph of the project that a run worked on", this::graph),
        route(ONE + "/compiled", "The compiled SQL of a node", this::compiled),
        route(ONE + "/steps/{step}/log", "Read a part of a step's log", this::log));
  }

  private static Route route(String path, String summary, dev.bailey.api.http.Handler handler) {
    return Route.of(Verb.GET, path, in(ProjectArea.RUNS, Action.READ), summary, handler);
  }

  private Answer read(Call call) {
    Run run = run(call);
    ObjectNode node = RunView.run(run, people);
    var steps = node.putArray("steps");
    runs.steps(run.id()).forEach(step -> steps.add(RunView.step(step)));
    return Json.answer(200, node);
  }

  private Answer events(Call call) {
    Run run = run(call);
    return Answer.stream("text/event-stream", new RunStream(run.id(), runs, feed, people))
        .with("Cache-Control", "no-store")
        .with("X-Accel-Buffering", "no");
  }

  private Answer nodes(Call call) {
    ObjectNode body = Json.object();
    var list = body.putArray("nodes");
    runs.nodes(run(call).id()).forEach(result -> list.add(RunView.node(result)));
    return Json.answer(200, body);
  }

  private Answer graph(Call call) {
    Run run = run(call);
    byte[] manifest =
        artifact(run, "manifest.json")
            .orElseThrow(() -> Refusal.missing("manifest of run " + run.id() + " yet"));
    return Json.answer(200, RunGraph.of(manifest));
  }

  private Answer compiled(Call call) {
    Run run = run(call);
    String id =
        call.query().text("node").orElseThrow(() -> Refusal.invalid("node: which node's SQL?"));
    byte[] results =
        artifact(run, "run_results.json")
            .orElseThrow(() -> Refusal.missing("result of run " + run.id() + " yet"));
    for (JsonNode result : Json.read(new ByteArrayInputStream(results)).path("results")) {
      if (result.path("unique_id").asText().equals(id)) {
        return Json.answer(
            200,
            Json.object()
                .put("unique_id", id)
                .put("compiled_code", result.path("compiled_code").asText(""))
                .put("relation_name", result.path("relation_name").asText("")));
      }
    }
    throw Refusal.missing("node " + id + " in run " + run.id());
  }

  /// The artifact as the last step that wrote it left it.
  private Optional<byte[]> artifact(Run run, String path) {
    List<RunStep> steps = runs.steps(run.id());
    return steps.reversed().stream()
        .flatMap(step -> files.artifact(run.project(), run.id(), step.index(), path).stream())
        .findFirst();
  }

  private Answer log(Call call) {
    Run run = run(call);
    int step = (int) Math.min(call.id("step"), Integer.MAX_VALUE);
    long size = files.logSize(run.project(), run.id(), step);
    long from = call.query().number("from").orElse(0);
    int most = call.query().number("limit", 1, MOST_LOG, MOST_LOG);
    if (from < 0) {
      from = Math.max(0, size + from);
    }
    byte[] text = files.readLog(run.project(), run.id(), step, from, most);
    return Answer.of(200, "text/plain; charset=utf-8", text)
        .with("Cache-Control", "no-store")
        .with("X-Log-From", Long.toString(from))
        .with("X-Log-Size", Long.toString(size));
  }

  private Run run(Call call) {
    var id = new RunId(call.id("run"));
    return runs.find(id)
        .filter(run -> call.may(rights.run(run, Action.READ)))
        .orElseThrow(() -> Refusal.missing("run " + id));
  }
}
