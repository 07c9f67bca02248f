package dev.bailey.jobs.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.jobs.InMemoryJobs;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.run.InMemoryRunFiles;
import dev.bailey.jobs.run.InMemoryRuns;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import dev.bailey.security.InMemorySecurity;
import dev.bailey.security.Security;
import dev.bailey.security.SecurityStores;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.Target;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class RetentionTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final ProjectId PROJECT = new ProjectId(1);

  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryRuns runs = new InMemoryRuns(jobs);
  private final InMemoryRunFiles files = new InMemoryRunFiles();
  private final SecurityStores stores = InMemorySecurity.stores();
  private long told = Long.MAX_VALUE;
  private final Job job =
      jobs.add(PROJECT, new EnvironmentId(1), JobDefinition.of("nightly", "dbt build"), START);

  private Retention after(int days, RetentionPolicy policy) {
    var clock = Clock.fixed(START.plus(Duration.ofDays(days)), ZoneOffset.UTC);
    var security = new Security(stores, InMemorySecurity.settings(), clock, new SecureRandom());
    var kept =
        new Retention.Kept(
            stores.transactions(),
            security.log(),
            security.access().appliance("retention"),
            () -> told);
    return new Retention(policy, runs, files, kept, clock);
  }

  private static RetentionPolicy days(int logs, int artifacts, int runs) {
    return new RetentionPolicy(
        OptionalInt.of(logs), OptionalInt.of(artifacts), OptionalInt.of(runs), OptionalInt.empty());
  }

  private Run failedRun() {
    Run run =
        runs.add(job, Trigger.of("t", Trigger.Category.UI, "ada"), Optional.empty(), START)
            .ended(RunStatus.ERROR, Optional.empty(), START);
    runs.save(run);
    try (var log = files.openLog(PROJECT, run.id(), 1)) {
      log.append("text");
    }
    files.putArtifact(PROJECT, run.id(), 1, "manifest.json", new byte[] {1});
    return run;
  }

  @Test
  void logsGoFirstThenArtifactsThenTheRun() {
    Run run = failedRun();
    var policy = days(10, 20, 30);

    after(10, policy).enforce(() -> true);
    assertThat(files.logSize(PROJECT, run.id(), 1)).isEqualTo(4);

    after(11, policy).enforce(() -> true);
    assertThat(files.logSize(PROJECT, run.id(), 1)).isZero();
    assertThat(files.artifacts(PROJECT, run.id(), 1)).containsExactly("manifest.json");

    after(21, policy).enforce(() -> true);
    assertThat(files.artifacts(PROJECT, run.id(), 1)).isEmpty();
    assertThat(runs.find(run.id())).isPresent();

    after(31, policy).enforce(() -> true);
    assertThat(runs.find(run.id())).isEmpty();
  }

  @Test
  void whatIsRemovedIsInTheAudit() {
    Run run = failedRun();

    after(31, days(10, 20, 30)).enforce(() -> true);

    List<AuditEntry> lines = stores.audit().list(Audit.Query.newest(10).ofType("retention."));
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().event().type()).isEqualTo("retention.runs_removed");
    assertThat(lines.getFirst().event().actor().name()).isEqualTo("retention");
    assertThat(lines.getFirst().event().details())
        .containsEntry("count", "1")
        .containsEntry("first_run", run.id().toString())
        .containsEntry("ended_before", "2026-03-02T12:00:00Z");
  }

  @Test
  void nothingIsWrittenWhereNothingIsPastItsTime() {
    failedRun();

    after(1, days(10, 20, 30)).enforce(() -> true);

    assertThat(stores.audit().count(Audit.Query.newest(0))).isZero();
  }

  @Test
  void whoIsToldToEndGoesOnTheNextTime() {
    for (int i = 0; i < 250; i++) {
      failedRun();
    }
    var batches = new int[1];

    after(31, days(10, 20, 30)).enforce(() -> batches[0]++ == 0);
    assertThat(runs.count(dev.bailey.jobs.run.Runs.Query.all())).isEqualTo(50);

    after(31, days(10, 20, 30)).enforce(() -> true);
    assertThat(runs.count(dev.bailey.jobs.run.Runs.Query.all())).isZero();
  }

  @Test
  void theAuditIsTrimmedAtItsOldEnd() {
    var old =
        new Security(
            stores,
            InMemorySecurity.settings(),
            Clock.fixed(START, ZoneOffset.UTC),
            new SecureRandom());
    old.log().done(old.access().appliance("test"), "project.added", Target.none());
    var none = OptionalInt.empty();
    var policy = new RetentionPolicy(none, none, none, OptionalInt.of(400));

    after(401, policy).enforce(() -> true);

    assertThat(stores.audit().list(Audit.Query.newest(10)))
        .extracting(line -> line.event().type())
        .containsExactly("audit_log.trimmed");
    assertThat(stores.audit().firstBroken()).isEmpty();
  }

  @Test
  void linesThatAreToBeToldElsewhereFirstStay() {
    var old =
        new Security(
            stores,
            InMemorySecurity.settings(),
            Clock.fixed(START, ZoneOffset.UTC),
            new SecureRandom());
    for (int i = 0; i < 3; i++) {
      old.log().done(old.access().appliance("test"), "project.added", Target.none());
    }
    var none = OptionalInt.empty();
    told = 2;

    after(401, new RetentionPolicy(none, none, none, OptionalInt.of(400))).enforce(() -> true);

    assertThat(stores.audit().list(Audit.Query.newest(10)))
        .extracting(AuditEntry::number)
        .containsExactly(4L, 3L);
    assertThat(stores.audit().firstBroken()).isEmpty();
  }

  @Test
  void withoutDaysEverythingStays() {
    Run run = failedRun();

    after(36_000, RetentionPolicy.forever()).enforce(() -> true);

    assertThat(runs.find(run.id())).contains(run);
    assertThat(files.artifacts(PROJECT, run.id(), 1)).hasSize(1);
  }

  @Test
  void logsAndArtifactsAreNotKeptLongerThanTheirRuns() {
    RetentionPolicy policy = days(90, 90, 30);

    assertThat(policy.days(Remains.LOGS)).hasValue(30);
    assertThat(policy.days(Remains.ARTIFACTS)).hasValue(30);
    assertThatThrownBy(() -> days(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
