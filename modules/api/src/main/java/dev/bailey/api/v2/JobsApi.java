package dev.bailey.api.v2;

import static dev.bailey.api.http.Guard.in;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Changes;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Rights;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.JobId;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.queue.RunQueue;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.Runs;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.registry.Account;
import dev.bailey.registry.Environment;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.Environments;
import dev.bailey.registry.ProjectId;
import dev.bailey.security.People;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Jobs: list, read, write, delete, run.
public final class JobsApi {
  private static final String ROOT = "/api/v2/accounts/{account}/jobs";
  private static final String ONE = ROOT + "/{job}";
  private static final int LONGEST_CAUSE = 255;

  private final Jobs jobs;
  private final Runs runs;
  private final RunFiles files;
  private final RunQueue queue;
  private final Environments environments;
  private final Changes changes;
  private final Rights rights;
  private final JobJson jobJson;
  private final RunJson runJson;
  private final Clock clock;

  /// What jobs stand on.
  ///
  /// @param runs, files the runs that jobs have had
  /// @param people who started them
  public record Ground(Jobs jobs, Runs runs, RunFiles files, RunQueue queue, People people) {}

  /// Serves the jobs of `ground`.
  public JobsApi(
      Ground ground, Environments environments, Changes changes, String dbtVersion, Clock clock) {
    this.jobs = ground.jobs();
    this.runs = ground.runs();
    this.files = ground.files();
    this.queue = ground.queue();
    this.environments = environments;
    this.changes = changes;
    this.rights = new Rights(environments);
    this.jobJson = new JobJson(clock);
    this.runJson = new RunJson(clock, dbtVersion, ground.people());
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.GET, ROOT, in(ProjectArea.JOBS, Action.READ), "List jobs", this::list),
        Route.of(
            Verb.POST, ROOT, in(ProjectArea.JOBS, Action.CREATE), "Create a job", this::create),
        Route.of(Verb.GET, ONE, in(ProjectArea.JOBS, Action.READ), "Read a job", this::read),
        Route.of(Verb.POST, ONE, in(ProjectArea.JOBS, Action.WRITE), "Change a job", this::change),
        Route.of(
            Verb.DELETE, ONE, in(ProjectArea.JOBS, Action.WRITE), "Delete a job", this::delete),
        Route.of(Verb.POST, ONE + "/run", in(ProjectArea.JOBS, Action.RUN), "Run a job", this::run),
        Route.of(
            Verb.POST,
            ONE + "/rerun",
            in(ProjectArea.JOBS, Action.RUN),
            "Run a job again, from its failure on if the last run failed",
            this::rerun),
        Route.of(
            Verb.GET,
            ONE + "/artifacts/{path...}",
            in(ProjectArea.RUNS, Action.READ),
            "Download an artifact of the job's last successful run",
            this::artifact));
  }

  private Answer list(Call call) {
    Calls.account(call);
    Envelope.Page page = Envelope.Page.of(call.query());
    Set<Long> projects = Calls.ids(call, "project_id");
    Set<Long> ground = Calls.ids(call, "environment_id");
    Optional<String> name =
        call.query().text("name__icontains").map(text -> text.toLowerCase(Locale.ROOT));
    Stream<Job> found =
        jobs.list().stream()
            .filter(job -> call.may(rights.job(job, Action.READ)))
            .filter(job -> projects.isEmpty() || projects.contains(job.project().value()))
            .filter(job -> ground.isEmpty() || ground.contains(job.environment().value()))
            .filter(job -> name.isEmpty() || nameOf(job).contains(name.get()));
    Comparator<Job> order = order(page.orderBy());
    return Envelope.list(found.sorted(order).toList(), page, job -> related(call, job));
  }

  private static String nameOf(Job job) {
    return job.definition().name().toLowerCase(Locale.ROOT);
  }

  private static Comparator<Job> order(String orderBy) {
    Comparator<Job> order =
        orderBy.endsWith("name")
            ? Comparator.comparing(JobsApi::nameOf)
            : Comparator.comparingLong(job -> job.id().value());
    return orderBy.startsWith("-") ? order.reversed() : order;
  }

  private Answer read(Call call) {
    return Envelope.of(related(call, job(call, Action.READ)));
  }

  private ObjectNode related(Call call, Job job) {
    ObjectNode node = jobJson.job(job, Account.ID.value());
    List<String> wanted = call.query().list("include_related");
    if (wanted.contains("most_recent_run")) {
      put(node, "most_recent_run", newest(job, Runs.Query.all()));
    }
    if (wanted.contains("most_recent_completed_run")) {
      put(node, "most_recent_completed_run", newest(job, ended()));
    }
    return node;
  }

  private void put(ObjectNode node, String field, Optional<Run> run) {
    node.set(field, run.map(found -> runJson.run(found, job(found), List.of())).orElse(null));
  }

  private Optional<Job> job(Run run) {
    return jobs.find(run.job());
  }

  private static Runs.Query ended() {
    return Runs.Query.all()
        .with(Set.of(RunStatus.SUCCESS, RunStatus.ERROR, RunStatus.CANCELLED))
        .page(0, 1);
  }

  private Optional<Run> newest(Job job, Runs.Query query) {
    return runs.list(query.of(job.id()).page(0, 1)).stream().findFirst();
  }

  private Answer create(Call call) {
    Calls.account(call);
    Fields fields = Fields.of(call.json());
    var project = new ProjectId(Calls.positive(fields, "project_id"));
    Environment environment = environment(fields.requiredNumber("environment_id"), project);
    call.require(
        Permission.project(project, ProjectArea.JOBS, Action.CREATE)
            .in(environment.definition().kind().category()));
    JobDefinition definition = JobJson.read(fields, Optional.empty());
    Job job =
        changes.make(
            call,
            "job_definition.added",
            () -> jobs.add(project, environment.id(), definition, clock.instant()),
            JobsApi::target);
    return Envelope.of(201, related(call, job));
  }

  private Answer change(Call call) {
    Job job = job(call, Action.WRITE);
    Fields fields = Fields.of(call.json());
    if (fields.number("state").orElse(1) == 2) {
      return delete(call, job);
    }
    EnvironmentId ground =
        fields.has("environment_id")
            ? environment(fields.requiredNumber("environment_id"), job.project()).id()
            : job.environment();
    JobDefinition definition = JobJson.read(fields, Optional.of(job.definition()));
    Job changed = job.redefined(ground, definition, clock.instant());
    changes.make(call, "job_definition.changed", () -> save(changed), JobsApi::target);
    return Envelope.of(related(call, changed));
  }

  private Answer delete(Call call) {
    return delete(call, job(call, Action.WRITE));
  }

  private Answer delete(Call call, Job job) {
    Job deleted = job.deleted(clock.instant());
    changes.make(call, "job_definition.removed", () -> save(deleted), JobsApi::target);
    return Envelope.of(jobJson.job(deleted, Account.ID.value()));
  }

  private Job save(Job job) {
    jobs.save(job);
    return job;
  }

  private static Target target(Job job) {
    return Target.of("job_definition", job.id().value());
  }

  private Answer run(Call call) {
    Job job = job(call, Action.RUN);
    Fields fields = Fields.of(call.json());
    String cause = fields.required("cause");
    if (cause.length() > LONGEST_CAUSE) {
      throw Refusal.invalid("cause has at most " + LONGEST_CAUSE + " characters");
    }
    Trigger.Category category = call.fromBrowser() ? Trigger.Category.UI : Trigger.Category.API;
    return submitted(
        job, new Trigger(cause, category, call.reference(), overrides(fields)), Optional.empty());
  }

  /// dbt Cloud's rule: resumes the last run if it failed, and otherwise starts a new one.
  private Answer rerun(Call call) {
    Job job = job(call, Action.RUN);
    Optional<Run> failed = newest(job, ended()).filter(run -> run.status() == RunStatus.ERROR);
    Trigger trigger = Trigger.of("Rerun", Trigger.Category.RERUN, call.reference());
    return submitted(job, trigger, failed.map(Run::id));
  }

  private Answer submitted(Job job, Trigger trigger, Optional<dev.bailey.jobs.run.RunId> retryOf) {
    try {
      Run run = queue.submit(job, trigger, retryOf);
      return Envelope.of(runJson.run(run, Optional.of(job), queue.blockers(run)));
    } catch (RunQueue.QueueFull e) {
      throw new Refusal(429, "queue_full", String.valueOf(e.getMessage()));
    }
  }

  private static Trigger.Overrides overrides(Fields fields) {
    return new Trigger.Overrides(
        fields.text("git_sha"),
        fields.text("git_branch"),
        fields.text("schema_override"),
        fields.text("target_name_override"),
        fields.number("threads_override", 1, JobDefinition.MAX_THREADS).stream()
            .boxed()
            .findFirst(),
        JobJson.timeout(fields, "timeout_seconds_override"),
        fields.flag("generate_docs_override"),
        JobJson.steps(fields, "steps_override").orElse(List.of()));
  }

  private Answer artifact(Call call) {
    Job job = job(call, Action.READ);
    Runs.Query successes = Runs.Query.all().of(job.id()).with(Set.of(RunStatus.SUCCESS)).page(0, 1);
    Run run =
        runs.list(successes).stream()
            .findFirst()
            .orElseThrow(() -> Refusal.missing("successful run of job " + job.id()));
    call.require(rights.run(run, Action.READ));
    return Artifacts.answer(runs, files, run, call);
  }

  private Environment environment(long id, ProjectId project) {
    return Optional.of(id)
        .filter(number -> number > 0)
        .flatMap(number -> environments.find(new EnvironmentId(number)))
        .filter(found -> found.active() && found.project().equals(project))
        .orElseThrow(() ->
            Refusal.invalid(
                "environment_id: project %s has no environment %d".formatted(project, id)));
  }

  private Job job(Call call, Action action) {
    Calls.account(call);
    long id = call.id("job");
    Job job =
        jobs.find(new JobId(id))
            .filter(Job::active)
            .filter(found -> call.may(rights.job(found, Action.READ)))
            .orElseThrow(() -> Refusal.missing("job " + id));
    call.require(rights.job(job, action));
    return job;
  }
}
