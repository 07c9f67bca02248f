package dev.bailey.jobs.run;

import dev.bailey.jobs.InMemoryJobs;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.retention.Remains;
import dev.bailey.jobs.retention.RunHistory;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs in memory, for tests.
public class InMemoryRuns implements Runs, RunHistory {
  private final Jobs jobs;
  private long last;
  private final Map<Long, Run> kept = new TreeMap<>();
  private final Map<RunId, Map<Integer, RunStep>> steps = new LinkedHashMap<>();
  private final Map<RunId, Map<String, NodeResult>> nodes = new LinkedHashMap<>();

  /// Runs of jobs that nobody deletes.
  public InMemoryRuns() {
    this(new InMemoryJobs());
  }

  public InMemoryRuns(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public synchronized Run add(Job job, Trigger trigger, Optional<RunId> retryOf, Instant at) {
    var id = new RunId(++last);
    var run =
        new Run(
            id,
            job.id(),
            job.project(),
            job.environment(),
            trigger,
            RunStatus.QUEUED,
            Optional.empty(),
            Optional.empty(),
            Run.Times.created(at),
            retryOf,
            Run.Gone.NOTHING);
    kept.put(id.value(), run);
    return run;
  }

  @Override
  public synchronized Optional<Run> find(RunId id) {
    return Optional.ofNullable(kept.get(id.value()));
  }

  @Override
  public synchronized List<Run> list(Query query) {
    Comparator<Run> byId = Comparator.comparingLong(run -> run.id().value());
    return matching(query)
        .sorted(query.newestFirst() ? byId.reversed() : byId)
        .skip(query.offset())
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized long count(Query query) {
    return matching(query).count();
  }

  private Stream<Run> matching(Query query) {
    return kept.values().stream()
        .filter(run -> query.projects().isEmpty() || query.projects().contains(run.project()))
        .filter(run -> query.job().isEmpty() || query.job().get().equals(run.job()))
        .filter(run ->
            query.environment().isEmpty() || query.environment().get().equals(run.environment()))
        .filter(run -> query.statuses().isEmpty() || query.statuses().contains(run.status()))
        .filter(run -> query.created().holds(Optional.of(run.times().created())))
        .filter(run -> query.finished().holds(run.times().finished()));
  }

  @Override
  public void save(Run run, List<RunStep> changed, List<NodeResult> results) {
    keep(run, changed, results);
  }

  private synchronized void keep(Run run, List<RunStep> changed, List<NodeResult> results) {
    if (kept.replace(run.id().value(), run) == null) {
      throw new IllegalArgumentException("no run " + run.id());
    }
    changed.forEach(
        step -> steps.computeIfAbsent(step.run(), _ -> new TreeMap<>()).put(step.index(), step));
    results.forEach(result ->
        nodes
            .computeIfAbsent(result.run(), _ -> new LinkedHashMap<>())
            .put(result.step() + " " + result.uniqueId(), result));
  }

  @Override
  public synchronized Optional<Run> claim(RunId id, Instant at) {
    return find(id)
        .filter(run -> run.status() == RunStatus.QUEUED)
        .map(run -> {
          Run claimed = run.dequeued(at);
          kept.put(id.value(), claimed);
          return claimed;
        });
  }

  @Override
  public synchronized List<RunStep> steps(RunId run) {
    return List.copyOf(steps.getOrDefault(run, Map.of()).values());
  }

  @Override
  public synchronized List<NodeResult> nodes(RunId run) {
    return nodes.getOrDefault(run, Map.of()).values().stream()
        .sorted(Comparator.comparing(NodeResult::startedAt))
        .toList();
  }

  @Override
  public synchronized List<Run> past(Remains what, Instant endedBefore, int most) {
    Set<RunId> needed = needed();
    return kept.values().stream()
        .filter(run -> run.status().ended() && !needed.contains(run.id()))
        .filter(run -> run.times().finished().orElseThrow().isBefore(endedBefore))
        .filter(run ->
            switch (what) {
              case LOGS -> run.gone().logs().isEmpty();
              case ARTIFACTS -> run.gone().artifacts().isEmpty();
              case RUNS -> true;
              case AUDIT -> throw new IllegalArgumentException("the audit is not a run's");
            })
        .limit(most)
        .toList();
  }

  private Set<RunId> needed() {
    var needed = new HashSet<RunId>();
    kept.values().stream()
        .filter(run -> run.status() == RunStatus.SUCCESS)
        .filter(run -> jobs.find(run.job()).map(Job::active).orElse(true))
        .collect(Collectors.toMap(Run::job, Run::id, (_, newer) -> newer))
        .values()
        .forEach(needed::add);
    for (Run run : kept.values()) {
      Optional<Run> each = Optional.of(run).filter(one -> !one.status().ended());
      while (each.isPresent() && needed.add(each.get().id())) {
        each = each.get().retryOf().flatMap(this::find);
      }
    }
    return needed;
  }

  @Override
  public synchronized void note(Remains gone, List<RunId> runs, Instant at) {
    for (RunId id : runs) {
      kept.computeIfPresent(
          id.value(),
          (_, run) ->
              with(
                  run,
                  run.retryOf(),
                  gone == Remains.LOGS
                      ? new Run.Gone(Optional.of(at), run.gone().artifacts())
                      : new Run.Gone(run.gone().logs(), Optional.of(at))));
    }
  }

  @Override
  public synchronized int forget(List<RunId> runs) {
    var gone = runs.stream().filter(id -> !needed().contains(id)).toList();
    gone.forEach(id -> kept.remove(id.value()));
    kept.replaceAll(
        (_, run) -> with(run, run.retryOf().filter(id -> !gone.contains(id)), run.gone()));
    return gone.size();
  }

  private static Run with(Run run, Optional<RunId> retryOf, Run.Gone gone) {
    return new Run(
        run.id(),
        run.job(),
        run.project(),
        run.environment(),
        run.trigger(),
        run.status(),
        run.message(),
        run.commit(),
        run.times(),
        retryOf,
        gone);
  }
}
