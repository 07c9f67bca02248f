package dev.bailey.database.jobs;

import dev.bailey.database.Database;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.run.NodeResult;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.jobs.run.Runs;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.registry.ProjectId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs, their steps and their nodes in the tables `run`, `run_step` and `node_result`.
public final class JpaRuns implements Runs {
  private final Database database;

  public JpaRuns(Database database) {
    this.database = database;
  }

  @Override
  public Run add(Job job, Trigger trigger, Optional<RunId> retryOf, Instant at) {
    return database.callInTransaction(em -> {
      var row = RunRow.of(job, trigger, retryOf, at);
      em.persist(row);
      return row.toRun();
    });
  }

  @Override
  public Optional<Run> find(RunId id) {
    return database.callInTransaction(
        em -> Optional.ofNullable(em.find(RunRow.class, id.value())).map(RunRow::toRun));
  }

  @Override
  public List<Run> list(Query query) {
    String order = query.newestFirst() ? " order by r.id desc" : " order by r.id";
    return database.callInTransaction(em ->
        restricted(em, "select r from RunRow r", query, order, RunRow.class)
            .setFirstResult(query.offset())
            .setMaxResults(query.limit())
            .getResultStream()
            .map(RunRow::toRun)
            .toList());
  }

  @Override
  public long count(Query query) {
    return database.callInTransaction(em ->
        restricted(em, "select count(r) from RunRow r", query, "", Long.class).getSingleResult());
  }

  @Override
  public void save(Run run, List<RunStep> steps, List<NodeResult> nodes) {
    database.runInTransaction(em -> {
      Optional.ofNullable(em.find(RunRow.class, run.id().value()))
          .orElseThrow(() -> new IllegalArgumentException("no run " + run.id()))
          .take(run);
      steps.forEach(step -> em.merge(StepRow.of(step)));
      nodes.forEach(node -> em.merge(NodeRow.of(node)));
    });
  }

  @Override
  public Optional<Run> claim(RunId id, Instant at) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(RunRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
            .filter(row -> row.toRun().status() == RunStatus.QUEUED)
            .map(row -> {
              row.take(row.toRun().dequeued(at));
              return row.toRun();
            }));
  }

  @Override
  public List<RunStep> steps(RunId run) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select s from StepRow s where s.key.run = :run order by s.key.step", StepRow.class)
            .setParameter("run", run.value())
            .getResultStream()
            .map(StepRow::toStep)
            .toList());
  }

  @Override
  public List<NodeResult> nodes(RunId run) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select n from NodeRow n where n.key.run = :run order by n.startedAt, n.key.uniqueId",
                NodeRow.class)
            .setParameter("run", run.value())
            .getResultStream()
            .map(NodeRow::toResult)
            .toList());
  }

  /// Adds the conditions that `query` asks for. They are fixed texts; values are parameters.
  private static <T> TypedQuery<T> restricted(
      EntityManager em, String select, Query query, String order, Class<T> result) {
    Map<String, Object> values = new LinkedHashMap<>();
    var where = new StringBuilder(select).append(" where 1 = 1");
    if (!query.projects().isEmpty()) {
      where.append(" and r.project in :projects");
      values.put("projects", query.projects().stream().map(ProjectId::value).toList());
    }
    query
        .job()
        .ifPresent(job -> {
          where.append(" and r.job = :job");
          values.put("job", job.value());
        });
    query
        .environment()
        .ifPresent(environment -> {
          where.append(" and r.environment = :environment");
          values.put("environment", environment.value());
        });
    if (!query.statuses().isEmpty()) {
      where.append(" and r.status in :statuses");
      values.put("statuses", query.statuses().stream().map(RunStatus::code).toList());
    }
    within("createdAt", query.created(), where, values);
    within("finishedAt", query.finished(), where, values);
    var typed = em.createQuery(where.append(order).toString(), result);
    values.forEach(typed::setParameter);
    return typed;
  }

  private static void within(
      String column, Runs.Period period, StringBuilder where, Map<String, Object> values) {
    period
        .from()
        .ifPresent(from -> {
          where.append(" and r.%1$s >= :%1$sFrom".formatted(column));
          values.put(column + "From", from);
        });
    period
        .until()
        .ifPresent(until -> {
          where.append(" and r.%1$s <= :%1$sUntil".formatted(column));
          values.put(column + "Until", until);
        });
  }
}
