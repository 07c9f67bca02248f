package dev.bailey.database.jobs;

import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.RunStep;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [RunStep].
@Entity
@Table(name = "run_step")
@NullUnmarked
class StepRow {
  @EmbeddedId private Key key;
  private String name;
  private String command;
  private int status;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "finished_at")
  private Instant finishedAt;

  /// Which step of which run. Public, because EclipseLink calls its constructor.
  @Embeddable
  public record Key(@Column(name = "run_id") long run, @Column(name = "step") int step) {}

  StepRow() {}

  static StepRow of(RunStep step) {
    var row = new StepRow();
    row.key = new Key(step.run().value(), step.index());
    row.name = step.name();
    row.command = step.command();
    row.status = step.status().code();
    row.startedAt = step.startedAt().orElse(null);
    row.finishedAt = step.finishedAt().orElse(null);
    return row;
  }

  RunStep toStep() {
    return new RunStep(
        new RunId(key.run()),
        key.step(),
        name,
        command,
        RunStatus.of(status),
        Optional.ofNullable(startedAt),
        Optional.ofNullable(finishedAt));
  }
}
