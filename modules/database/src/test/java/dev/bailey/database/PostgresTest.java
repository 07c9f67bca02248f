package dev.bailey.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.database.jobs.JobRows;
import dev.bailey.database.jobs.JpaJobs;
import dev.bailey.database.jobs.JpaRuns;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.JobsContract;
import dev.bailey.jobs.run.Runs;
import dev.bailey.jobs.run.RunsContract;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import dev.bailey.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every port on a real PostgreSQL: the same migrations, the same contracts.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresTest {
  @TempDir Path directory;
  private PostgresServer server;
  private TestHome home;

  @BeforeAll
  void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws SQLException {
    server.run("drop schema public cascade", "create schema public");
    home = TestHome.on(server, directory, JobRows.all());
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void migratingTwiceChangesNothing() {
    home.close();

    home = TestHome.on(server, directory, JobRows.all());

    assertThat(new JpaJobs(home.database()).list()).isEmpty();
  }

  @Nested
  final class OfJobs implements JobsContract {
    @Override
    public Jobs jobs() {
      return new JpaJobs(home.database());
    }
  }

  @Nested
  final class OfRuns implements RunsContract {
    @Override
    public Runs runs() {
      return new JpaRuns(home.database());
    }

    @Override
    public Job job() {
      return new JpaJobs(home.database())
          .add(new ProjectId(1), new EnvironmentId(1), JobDefinition.of("n", "dbt build"), NOON);
    }
  }
}
