package dev.bailey.engine.run;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.context.ResponseValue;
import dev.bailey.engine.context.TableValue;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.manifest.Freshness;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.relation.Relation;
import dev.bailey.project.relation.RelationValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds how old the data of a source is, and whether that is too old.
public final class FreshnessRun {
  /// The age of a table without rows, as dbt reckons it.
  private static final Instant NEVER = LocalDateTime.of(1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);

  private final Work work;
  private final SourceDefinition source;
  private final Connection connection;

  public FreshnessRun(Work work, SourceDefinition source, Connection connection) {
    this.work = work;
    this.source = source;
    this.connection = connection;
  }

  /// What was found.
  ///
  /// @param age empty when it could not be found
  public record Found(SourceDefinition source, NodeResult result, Optional<Age> age) {}

  /// When data was loaded last, and when that was asked.
  public record Age(Instant maxLoadedAt, Instant snapshottedAt) {
    public Duration duration() {
      return Duration.between(maxLoadedAt, snapshottedAt);
    }
  }

  public Found run() {
    Instant begun = Instant.now();
    long start = System.nanoTime();
    var scene = new Scene(work, connection);
    connection.lend(
        source.uniqueId(),
        Optional.of(source.uniqueId()),
        new CommentTemplate(work).around(Optional.empty(), source.uniqueId(), scene));
    Optional<Age> age = Optional.empty();
    NodeResult.Outcome outcome;
    try {
      Value collected = collect(scene);
      age = Optional.of(age(collected));
      outcome = outcome(age.get(), collected);
    } catch (TemplateException | WarehouseException e) {
      outcome = NodeResult.Outcome.of(Status.RUNTIME_ERROR, work.failure().message(e, source));
    } finally {
      connection.release();
    }
    return new Found(source, result(outcome, begun, System.nanoTime() - start), age);
  }

  private NodeResult result(NodeResult.Outcome outcome, Instant begun, long nanos) {
    Duration time = Duration.ofNanos(nanos);
    return new NodeResult(
        source,
        outcome,
        List.of(
            new NodeResult.Timing("compile", begun, begun),
            new NodeResult.Timing("execute", begun, begun.plus(time))),
        ThreadName.current(),
        time);
  }

  private Value collect(Scene scene) {
    Rendering rendering = Scope.runRendering(Work.BUDGET);
    Map<String, Value> named = new HashMap<>();
    named.put("source", new RelationValue(relation()));
    Optional<String> query = source.loadedAt().query();
    if (query.isPresent()) {
      named.put("loaded_at_query", Str.of(query.get()));
      return scene.callMacro("collect_freshness_custom_sql", named, rendering);
    }
    String field =
        source
            .loadedAt()
            .field()
            .orElseThrow(() ->
                TemplateException.of(
                    "DbtRuntimeError",
                    "Could not compute freshness for source "
                        + source.name()
                        + ": no 'loaded_at_field' provided and "
                        + work.adapter().type()
                        + " adapter does not support metadata-based freshness checks."));
    named.put("loaded_at_field", Str.of(field));
    named.put(
        "filter",
        source.freshness().flatMap(Freshness::filter).<Value>map(Str::of).orElse(None.NONE));
    return scene.callMacro("collect_freshness", named, rendering);
  }

  private Relation relation() {
    var path =
        new Relation.Path(
            source.relation().database(),
            Optional.of(source.relation().schema()),
            Optional.of(source.identifier()));
    var quoting = source.quoting().or(work.project().config().quoting());
    return Relation.of(
        path,
        new Relation.Policy(
            quoting.database().orElse(true),
            quoting.schema().orElse(true),
            quoting.identifier().orElse(true)),
        work.adapter().relationStyle());
  }

  private Age age(Value collected) {
    Rendering rendering = Scope.runRendering(Work.BUDGET);
    Value table = Operations.item(collected, Str.of("table"), rendering);
    if (!(table instanceof TableValue rows) || rows.height() != 1 || rows.columns().size() != 2) {
      throw TemplateException.of(
          "DbtRuntimeError", "Got an invalid result from \"collect_freshness\" macro");
    }
    return new Age(
        moment(rows.columns().get(0).values().getFirst()),
        moment(rows.columns().get(1).values().getFirst()));
  }

  /// Times without a zone are in UTC.
  private Instant moment(Value value) {
    return switch (value) {
      case None _ -> NEVER;
      case DateTimeValue time when time.zone() == null -> time.value().toInstant(ZoneOffset.UTC);
      case DateTimeValue time -> time.utc().toInstant(ZoneOffset.UTC);
      default ->
          throw TemplateException.of(
              "DbtRuntimeError",
              "Expected a timestamp value when querying field '%s' of table %s but received value of type '%s' instead"
                  .formatted(
                      source.loadedAt().field().orElse(""), relation().render(), value.typeName()));
    };
  }

  private NodeResult.Outcome outcome(Age age, Value collected) {
    Freshness freshness = source.freshness().orElse(Freshness.NONE);
    Status status =
        freshness.errorAfter().filter(after -> isExceeded(after, age)).isPresent()
            ? Status.ERROR
            : freshness.warnAfter().filter(after -> isExceeded(after, age)).isPresent()
                ? Status.WARN
                : Status.PASS;
    Value response =
        Operations.item(collected, Str.of("response"), Scope.runRendering(Work.BUDGET));
    Optional<Response> said =
        response instanceof ResponseValue value ? Optional.of(value.response()) : Optional.empty();
    return new NodeResult.Outcome(
        status, Optional.empty(), said, OptionalLong.empty(), Optional.empty(), false);
  }

  private static boolean isExceeded(Freshness.Threshold threshold, Age age) {
    if (!threshold.isSet()) {
      return false;
    }
    long count = threshold.count().orElseThrow();
    Duration limit =
        switch (threshold.period().orElseThrow()) {
          case "minute" -> Duration.ofMinutes(count);
          case "hour" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    return age.duration().compareTo(limit) > 0;
  }
}
