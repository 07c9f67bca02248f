package dev.bailey.jobs.run;

import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobId;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps runs, their steps and the results of their nodes. What every keeper must do is in
/// `RunsContract`.
///
/// A call that returns has been kept: on disk, synced, encrypted.
public interface Runs {

  /// Keeps a new, queued run, under an id of its own.
  Run add(Job job, Trigger trigger, Optional<RunId> retryOf, Instant at);

  /// The run.
  Optional<Run> find(RunId id);

  /// The runs that `query` wants, in its order.
  List<Run> list(Query query);

  /// How many runs `query` wants, its paging aside.
  long count(Query query);

  /// Replaces the run of the same id.
  ///
  /// @throws IllegalArgumentException when there is none
  default void save(Run run) {
    save(run, List.of(), List.of());
  }

  /// Replaces the run of the same id and keeps steps and results of nodes of it, new or changed:
  /// all or nothing.
  ///
  /// @throws IllegalArgumentException when there is no such run
  void save(Run run, List<RunStep> steps, List<NodeResult> nodes);

  /// Takes a queued run for starting.
  ///
  /// @return the run, now starting, or empty when it is not queued any more; of several takers one
  ///   gets it
  Optional<Run> claim(RunId id, Instant at);

  /// The steps of a run, by index.
  List<RunStep> steps(RunId run);

  /// The results of a run's nodes, in the order in which the nodes started.
  List<NodeResult> nodes(RunId run);

  /// A stretch of time, its ends included. An end that is missing does not restrict; a moment that
  /// has not come lies in no stretch that is restricted.
  record Period(Optional<Instant> from, Optional<Instant> until) {
    /// All of time.
    public static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());

    /// Whether the moment lies in it.
    public boolean holds(Optional<Instant> moment) {
      return equals(ALWAYS)
          || moment
              .filter(at -> from.map(start -> !at.isBefore(start)).orElse(true))
              .filter(at -> until.map(end -> !at.isAfter(end)).orElse(true))
              .isPresent();
    }
  }

  /// Which runs to list. Empty sets and optionals do not restrict.
  ///
  /// @param newestFirst by id, descending; otherwise ascending
  record Query(
      Set<ProjectId> projects,
      Optional<JobId> job,
      Optional<EnvironmentId> environment,
      Set<RunStatus> statuses,
      Period created,
      Period finished,
      boolean newestFirst,
      int offset,
      int limit) {
    public Query {
      projects = Set.copyOf(projects);
      statuses = Set.copyOf(statuses);
      if (offset < 0 || limit < 0) {
        throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
      }
    }

    /// Every run, newest first.
    public static Query all() {
      return new Query(
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Period.ALWAYS,
          Period.ALWAYS,
          true,
          0,
          Integer.MAX_VALUE);
    }

    /// Runs in these states, oldest first.
    public static Query in(RunStatus... statuses) {
      return all().with(Set.of(statuses)).newestFirst(false);
    }

    /// The same for one job.
    public Query of(JobId wanted) {
      return new Query(
          projects,
          Optional.of(wanted),
          environment,
          statuses,
          created,
          finished,
          newestFirst,
          offset,
          limit);
    }

    /// The same for runs in these states.
    public Query with(Set<RunStatus> wanted) {
      return new Query(
          projects, job, environment, wanted, created, finished, newestFirst, offset, limit);
    }

    /// The same in this order.
    public Query newestFirst(boolean wanted) {
      return new Query(
          projects, job, environment, statuses, created, finished, wanted, offset, limit);
    }

    /// The same, one page of it.
    public Query page(int from, int size) {
      return new Query(
          projects, job, environment, statuses, created, finished, newestFirst, from, size);
    }
  }
}
