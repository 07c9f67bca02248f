package dev.bailey.database.jobs;

import dev.bailey.database.Database;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.retention.Remains;
import dev.bailey.jobs.retention.RunHistory;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs, their steps and their nodes in the tables `run`, `run_step` and `node_result`.
public final class JpaRuns implements Runs, RunHistory {
  /// Neither unfinished, nor the newest successful run of a job that is not deleted, nor one that
  /// an unfinished run goes on with.
  private static final String NOT_NEEDED =
      " r.status >= 10 and r.id not in :needed"
          + " and not (r.status = 10"
          + " and exists (select j.id from JobRow j where j.id = r.job and j.deletedAt is null)"
          + " and r.id = (select max(s.id) from RunRow s where s.job = r.job and s.status = 10))";

  private static final List<String> FORGETTING =
      List.of(
          "update RunRow r set r.retryOf = null where r.retryOf in :ids",
          "delete from NodeRow n where n.key.run in :ids",
          "delete from StepRow s where s.key.run in :ids",
          "delete from RunRow r where r.id in :ids");

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

  @Override
  public List<Run> past(Remains what, Instant endedBefore, int most) {
    String there =
        switch (what) {
          case LOGS -> " and r.logsRemovedAt is null";
          case ARTIFACTS -> " and r.artifactsRemovedAt is null";
          case RUNS -> "";
          case AUDIT -> throw new IllegalArgumentException("the audit is not a run's");
        };
    return database.callInTransaction(em ->
        em.createQuery(
                "select r from RunRow r where r.finishedAt < :end and"
                    + NOT_NEEDED
                    + there
                    + " order by r.id",
                RunRow.class)
            .setParameter("end", endedBefore)
            .setParameter("needed", needed(em))
            .setMaxResults(most)
            .getResultStream()
            .map(RunRow::toRun)
            .toList());
  }

  /// The runs that unfinished ones go on with, one behind the other, and those themselves. Never
  /// empty: SQL has no empty lists.
  private static Set<Long> needed(EntityManager em) {
    var needed = new HashSet<Long>(Set.of(0L));
    List<RunRow> wave =
        em.createQuery("select r from RunRow r where r.status < 10", RunRow.class).getResultList();
    while (!wave.isEmpty()) {
      var before = new HashSet<Long>(Set.of(0L));
      wave.forEach(row -> {
        Run run = row.toRun();
        needed.add(run.id().value());
        run.retryOf().map(RunId::value).filter(id -> !needed.contains(id)).ifPresent(before::add);
      });
      wave =
          em.createQuery("select r from RunRow r where r.id in :ids", RunRow.class)
              .setParameter("ids", before)
              .getResultList();
    }
    return needed;
  }

  @Override
  public void note(Remains gone, List<RunId> runs, Instant at) {
    String column = gone == Remains.LOGS ? "logsRemovedAt" : "artifactsRemovedAt";
    database.runInTransaction(em ->
        em.createQuery("update RunRow r set r.%s = :at where r.id in :ids".formatted(column))
            .setParameter("at", at)
            .setParameter("ids", ids(runs))
            .executeUpdate());
  }

  @Override
  public int forget(List<RunId> runs) {
    return database.callInTransaction(em -> {
      List<Long> ids =
          em.createQuery(
                  "select r.id from RunRow r where r.id in :ids and" + NOT_NEEDED, Long.class)
              .setParameter("ids", ids(runs))
              .setParameter("needed", needed(em))
              .getResultList();
      if (!ids.isEmpty()) {
        FORGETTING.forEach(
            statement -> em.createQuery(statement).setParameter("ids", ids).executeUpdate());
      }
      return ids.size();
    });
  }

  private static List<Long> ids(List<RunId> runs) {
    return runs.stream().map(RunId::value).toList();
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
