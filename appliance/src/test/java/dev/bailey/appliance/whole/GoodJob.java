package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A job with nothing wrong about it, to find out whether an appliance still does its work.
final class GoodJob {
  private static final Map<String, String> FILES =
      Map.of(
          "dbt_project.yml",
          "name: good\nprofile: good\nmodel-paths: [models]\n",
          "models/one.sql",
          "select 1 as id\n");

  private final LiveBailey bailey;
  private final long job;

  private GoodJob(LiveBailey bailey, long job) {
    this.bailey = bailey;
    this.job = job;
  }

  static GoodJob on(LiveBailey bailey) {
    long project = bailey.project("good");
    bailey.push(files(FILES), "good");
    return new GoodJob(bailey, bailey.job(project, bailey.onDuckDb(project), "Good", "dbt build"));
  }

  long id() {
    return job;
  }

  void succeeds() {
    JsonNode run = bailey.client().ended(bailey.client().run(job));
    assertThat(run.path("status_humanized").asText()).as(run.toPrettyString()).isEqualTo("Success");
  }

  /// A directory with these files.
  static Path files(Map<String, String> files) {
    try {
      Path directory = Files.createTempDirectory("bailey-project");
      for (var file : files.entrySet()) {
        Path path = directory.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
