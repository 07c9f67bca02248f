package dev.bailey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.database.DatabaseException.Code;
import dev.bailey.database.jobs.JobRows;
import dev.bailey.database.jobs.JpaJobs;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path directory;

  @Test
  void whatWasKeptIsThereAfterARestart() {
    try (var home = home("a")) {
      add(home, "nightly", NOON);
    }

    try (var home = home("a")) {
      assertThat(new JpaJobs(home.database()).list()).hasSize(1);
      assertThat(add(home, "hourly", NOON)).isEqualTo(2);
    }
  }

  @Test
  void twoDatabasesInOneProcessKeepApart() {
    try (var one = home("a");
        var other = home("b")) {
      add(one, "nightly", NOON);

      assertThat(new JpaJobs(one.database()).list()).hasSize(1);
      assertThat(new JpaJobs(other.database()).list()).isEmpty();
    }
  }

  @Test
  void anOperationThatThrowsIsUndone() {
    try (var home = home("a")) {
      assertThatThrownBy(() ->
              home.database()
                  .runInTransaction(em -> {
                    em.createNativeQuery("delete from job").executeUpdate();
                    insert(em, 7);
                    throw new IllegalStateException("half way");
                  }))
          .hasMessage("half way");

      assertThat(new JpaJobs(home.database()).list()).isEmpty();
    }
  }

  @Test
  void aTakenIdIsRefusedAsSuch() {
    try (var home = home("a")) {
      home.database().runInTransaction(em -> insert(em, 7));

      assertThatThrownBy(() -> home.database().runInTransaction(em -> insert(em, 7)))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.code()).isEqualTo(Code.REFUSED));
    }
  }

  @Test
  void aRefusalIsNotPrinted() {
    var out = System.out;
    var err = System.err;
    var printed = new ByteArrayOutputStream();
    var capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
    try (var home = home("a")) {
      home.database().runInTransaction(em -> insert(em, 7));
      assertThatThrownBy(() -> home.database().runInTransaction(em -> insert(em, 7)))
          .isInstanceOf(DatabaseException.class);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("insert into");
  }

  /// 02:30 does not exist in Zurich on that night.
  @Test
  void anInstantComesBackWhateverTheTimeZoneOfTheProcess() {
    var before = TimeZone.getDefault();
    var night = Instant.parse("2026-03-29T01:30:00.123456Z");
    try (var home = home("a")) {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Zurich"));
      add(home, "nightly", night);
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));

      assertThat(new JpaJobs(home.database()).list().getFirst().createdAt()).isEqualTo(night);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private TestHome home(String name) {
    return TestHome.at(directory.resolve(name), JobRows.all());
  }

  private static long add(TestHome home, String name, Instant at) {
    return new JpaJobs(home.database())
        .add(new ProjectId(1), new EnvironmentId(1), JobDefinition.of(name, "dbt build"), at)
        .id()
        .value();
  }

  private static void insert(EntityManager em, int id) {
    em.createNativeQuery(
            """
            insert into job values (?, 1, 1, 1, 'n', '', 'OTHER', '', '', null, null, 4, 'default', 0,
            false, false, current_timestamp, current_timestamp, null)
            """)
        .setParameter(1, id)
        .executeUpdate();
  }
}
