package dev.bailey.jobs.run;

import dev.bailey.jobs.Job;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Runs in memory, for tests.
public class InMemoryRuns implements Runs {
  private final Map<Long, Run> kept = new TreeMap<>();
  private final Map<RunId, Map<Integer, RunStep>> steps = new LinkedHashMap<>();
  private final Map<RunId, Map<String, NodeResult>> nodes = new LinkedHashMap<>();

  @Override
  public synchronized Run add(Job job, Trigger trigger, Optional<RunId> retryOf, Instant at) {
    var id = new RunId(kept.size() + 1L);
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
            retryOf);
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
}
