package dev.bailey.api.v2;

import static dev.bailey.api.http.Guard.in;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Rights;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobId;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.queue.RunQueue;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.jobs.run.Runs;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.registry.Account;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.Environments;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Projects;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs: list, read, cancel, retry, artifacts, steps.
public final class RunsApi {
  private static final String ROOT = "/api/v2/accounts/{account}/runs";
  private static final String ONE = ROOT + "/{run}";

  /// How much of each step's log goes into `run_steps`; the whole log has a route of its own.
  private static final int LOG_TAIL = 256 * 1024;

  private final Jobs jobs;
  private final Runs runs;
  private final RunFiles files;
  private final RunQueue queue;
  private final Projects projects;
  private final Environments environments;
  private final RepositoryLinks repositories;
  private final Rights rights;
  private final RunJson runJson;
  private final JobJson jobJson;

  /// Serves the runs of `ground`.
  public RunsApi(JobsApi.Ground ground, Related related, String dbtVersion, Clock clock) {
    this.jobs = ground.jobs();
    this.runs = ground.runs();
    this.files = ground.files();
    this.queue = ground.queue();
    this.projects = related.projects();
    this.environments = related.environments();
    this.rights = new Rights(environments);
    this.repositories = related.repositories();
    this.runJson = new RunJson(clock, dbtVersion, ground.people());
    this.jobJson = new JobJson(clock);
  }

  /// What `include_related` may ask for besides what belongs to runs themselves.
  public record Related(
      Projects projects, Environments environments, RepositoryLinks repositories) {}

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.GET, ROOT, in(ProjectArea.RUNS, Action.READ), "List runs", this::list),
        Route.of(Verb.GET, ONE, in(ProjectArea.RUNS, Action.READ), "Read a run", this::read),
        Route.of(
            Verb.POST,
            ONE + "/cancel",
            in(ProjectArea.RUNS, Action.RUN),
            "Cancel a run",
            this::cancel),
        Route.of(
            Verb.POST,
            ONE + "/retry",
            in(ProjectArea.RUNS, Action.RUN),
            "Repeat a failed run from its failure on",
            this::retry),
        Route.of(
            Verb.GET,
            ONE + "/artifacts",
            in(ProjectArea.RUNS, Action.READ),
            "List the artifacts of a run",
            this::artifacts),
        Route.of(
            Verb.GET,
            ONE + "/artifacts/{path...}",
            in(ProjectArea.RUNS, Action.READ),
            "Download an artifact of a run",
            this::artifact),
        Route.of(
            Verb.GET,
            "/api/v2/accounts/{account}/steps/{step}",
            in(ProjectArea.RUNS, Action.READ),
            "Read a step with its log",
            this::step));
  }

  private Answer list(Call call) {
    Calls.account(call);
    Envelope.Page page = Envelope.Page.of(call.query());
    Set<ProjectId> visible = visible(call);
    Runs.Query query =
        new Runs.Query(
            visible,
            call.query().number("job_definition_id").stream()
                .mapToObj(id -> new JobId(Math.max(1, id)))
                .findFirst(),
            call.query().number("environment_id").stream()
                .mapToObj(id -> new EnvironmentId(Math.max(1, id)))
                .findFirst(),
            statuses(call),
            Calls.period(call, "created_at__range"),
            Calls.period(call, "finished_at__range"),
            newestFirst(page),
            page.offset(),
            page.limit());
    if (visible.isEmpty()) {
      return Envelope.list(List.<Run>of(), 0, page, run -> related(call, run));
    }
    return Envelope.list(runs.list(query), runs.count(query), page, run -> related(call, run));
  }

  /// Ids are given in the order of creation.
  private static boolean newestFirst(Envelope.Page page) {
    return switch (page.orderBy()) {
      case "id", "created_at" -> false;
      case "-id", "-created_at" -> true;
      default ->
          throw Refusal.invalid(
              "order_by: runs are ordered by id, -id, created_at or -created_at, not by "
                  + page.orderBy());
    };
  }

  /// The projects whose runs the caller may see, less those that the query leaves out.
  private Set<ProjectId> visible(Call call) {
    Set<Long> wanted = Calls.ids(call, "project_id");
    return projects.list().stream()
        .map(project -> project.id())
        .filter(id -> wanted.isEmpty() || wanted.contains(id.value()))
        .filter(id -> call.may(Permission.project(id, ProjectArea.RUNS, Action.READ)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<RunStatus> statuses(Call call) {
    var statuses = new HashSet<RunStatus>();
    for (long code : Calls.ids(call, "status")) {
      try {
        statuses.add(RunStatus.of(Math.toIntExact(code)));
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw Refusal.invalid("status: no run status has the code " + code);
      }
    }
    return statuses;
  }

  private Answer read(Call call) {
    return Envelope.of(related(call, run(call)));
  }

  private ObjectNode related(Call call, Run run) {
    List<String> wanted = call.query().list("include_related");
    Optional<Job> job = jobs.find(run.job());
    ObjectNode node = runJson.run(run, job, queue.blockers(run));
    ObjectNode trigger = RunJson.trigger(run);
    node.set("trigger", wanted.contains("trigger") ? trigger : null);
    node.set(
        "job",
        wanted.contains("job") && job.isPresent()
            ? jobJson.job(job.get(), Account.ID.value())
            : null);
    var repository = repositories.of(run.project());
    node.set(
        "environment",
        wanted.contains("environment")
            ? environments
                .find(run.environment())
                .map(found -> RegistryJson.environment(found, repository))
                .orElse(null)
            : null);
    node.set(
        "repository",
        wanted.contains("repository")
            ? repository.map(RegistryJson::repository).orElse(null)
            : null);
    var steps = node.putArray("run_steps");
    if (wanted.contains("run_steps") || wanted.contains("debug_logs")) {
      runs.steps(run.id()).forEach(step -> steps.add(runJson.step(step, tail(run, step))));
    }
    if (wanted.contains("audit")) {
      node.putObject("audit")
          .putObject("trigger")
          .put("actor", runJson.named(run.trigger().actor()));
    }
    return node;
  }

  /// The end of a step's log, from a line's beginning on.
  private String tail(Run run, RunStep step) {
    long size = files.logSize(run.project(), run.id(), step.index());
    long from = Math.max(0, size - LOG_TAIL);
    String text =
        new String(
            files.readLog(run.project(), run.id(), step.index(), from, LOG_TAIL),
            StandardCharsets.UTF_8);
    return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
  }

  private Answer cancel(Call call) {
    Run run = run(call);
    call.require(rights.run(run, Action.RUN));
    Run now = queue.cancel(run.id(), "Cancelled by " + call.reference()).orElse(run);
    return Envelope.of(related(call, now));
  }

  private Answer retry(Call call) {
    Run failed = run(call);
    call.require(rights.run(failed, Action.RUN));
    if (failed.status() != RunStatus.ERROR) {
      throw new Refusal(
          409, "RETRY_NOT_FAILED_RUN", "only a run that ended as an error can be retried");
    }
    Job job =
        jobs.find(failed.job())
            .filter(Job::active)
            .orElseThrow(() -> Refusal.missing("job " + failed.job()));
    Trigger trigger =
        new Trigger(
            "Retry of run " + failed.id(),
            Trigger.Category.RERUN,
            call.reference(),
            failed.trigger().overrides());
    try {
      return Envelope.of(related(call, queue.submit(job, trigger, Optional.of(failed.id()))));
    } catch (RunQueue.QueueFull e) {
      throw new Refusal(429, "queue_full", String.valueOf(e.getMessage()));
    }
  }

  private Answer artifacts(Call call) {
    var paths = Json.array();
    Artifacts.paths(runs, files, run(call), call).forEach(paths::add);
    return Envelope.of(paths);
  }

  private Answer artifact(Call call) {
    return Artifacts.answer(runs, files, run(call), call);
  }

  private Answer step(Call call) {
    Calls.account(call);
    long id = call.id("step");
    Run run = visibleRun(call, RunJson.runOf(id), "step " + id);
    RunStep step =
        runs.steps(run.id()).stream()
            .filter(each -> RunJson.stepId(each) == id)
            .findFirst()
            .orElseThrow(() -> Refusal.missing("step " + id));
    return Envelope.of(runJson.step(step, tail(run, step)));
  }

  private Run run(Call call) {
    Calls.account(call);
    long id = call.id("run");
    return visibleRun(call, new RunId(id), "run " + id);
  }

  private Run visibleRun(Call call, RunId id, String what) {
    return runs.find(id)
        .filter(run -> call.may(rights.run(run, Action.READ)))
        .orElseThrow(() -> Refusal.missing(what));
  }
}
