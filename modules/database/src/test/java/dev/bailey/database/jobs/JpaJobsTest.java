package dev.bailey.database.jobs;

import dev.bailey.database.TestHome;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.JobsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class JpaJobsTest implements JobsContract {
  @TempDir Path directory;
  private TestHome home;

  @BeforeEach
  void open() {
    home = TestHome.at(directory, JobRows.all());
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Override
  public Jobs jobs() {
    return new JpaJobs(home.database());
  }
}
