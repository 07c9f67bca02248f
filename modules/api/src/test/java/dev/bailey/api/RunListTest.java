package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.security.permission.PermissionSet;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a list of runs can be asked for. Which runs it then holds is shown by `RunsContract`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunListTest {
  private TestApi api;

  @BeforeAll
  void start(@TempDir Path home) {
    api = new TestApi(home);
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order_by          | -id",
        "order_by          | created_at",
        "created_at__range | [\"2026-01-01\",\"2026-01-02\"]",
        "finished_at__range| [\"2026-01-01T08:00:00Z\",\"2026-01-02 08:00:00.5+02:00\"]",
      })
  void knownFiltersAreTaken(String name, String value) {
    assertThat(list(name, value).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order_by          | name                 | not by name",
        "created_at__range | [\"2026-01-01\"]     | two moments, not of 1",
        "created_at__range | [\"soon\",\"later\"] | soon' is no moment",
        "finished_at__range| [\"2026-02-30\",\"\"]| two moments",
      })
  void whatCannotBeMeantIsRefused(String name, String value, String said) {
    HttpResponse<String> answer = list(name, value);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(name).contains(said);
  }

  private HttpResponse<String> list(String name, String value) {
    String query = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    return api.get("/api/v2/accounts/1/runs/?" + query, api.token(PermissionSet.OWNER));
  }
}
