package dev.bailey.database.jobs;

import dev.bailey.jobs.run.NodeResult;
import dev.bailey.jobs.run.RunId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [NodeResult].
@Entity
@Table(name = "node_result")
@NullUnmarked
class NodeRow {
  @EmbeddedId private Key key;
  private String name;

  @Column(name = "resource_type")
  private String resourceType;

  private String materialization;
  private String status;
  private String message;
  private String thread;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "finished_at")
  private Instant finishedAt;

  private Long failures;

  /// Which node in which step of which run. Public, because EclipseLink calls its constructor.
  @Embeddable
  public record Key(
      @Column(name = "run_id") long run,
      @Column(name = "step") int step,
      @Column(name = "unique_id") String uniqueId) {}

  NodeRow() {}

  static NodeRow of(NodeResult result) {
    var row = new NodeRow();
    row.key = new Key(result.run().value(), result.step(), result.uniqueId());
    row.name = result.name();
    row.resourceType = result.resourceType();
    row.materialization = result.materialization();
    row.status = result.status();
    row.message = result.message();
    row.thread = result.thread();
    row.startedAt = result.startedAt();
    row.finishedAt = result.finishedAt().orElse(null);
    row.failures = result.failures().isPresent() ? result.failures().getAsLong() : null;
    return row;
  }

  NodeResult toResult() {
    return new NodeResult(
        new RunId(key.run()),
        key.step(),
        key.uniqueId(),
        name,
        resourceType,
        materialization,
        status,
        message,
        thread,
        startedAt,
        Optional.ofNullable(finishedAt),
        failures == null ? OptionalLong.empty() : OptionalLong.of(failures));
  }
}
