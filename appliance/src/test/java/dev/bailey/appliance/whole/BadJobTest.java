package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs that could never run are refused when they are written, with the field that is wrong; so
/// are runs.
@Tag("slow")
class BadJobTest extends BadInputTest {
  private static final String JOBS = "/api/v2/accounts/1/jobs/";

  private long project;
  private long environment;
  private long job;

  @BeforeAll
  void aProject() {
    project = bailey().project("shop");
    environment = bailey().onDuckDb(project);
    job = bailey().job(project, environment, "Nightly", "dbt build");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "dbt bild                     | No such command 'bild'",
        "rm -rf /                     | No such command 'rm'",
        "dbt build --select 'orders   | No closing quotation",
        "dbt build --selct orders     | No such option '--selct'. Did you mean '--select'?",
        "dbt build orders             | Got unexpected extra argument (orders)",
        "dbt build --threads many     | 'many' is not a valid integer",
        "dbt build --select           | '--select' requires an argument",
        "dbt source                   | Missing sub-command"
      })
  void aStepThatIsNoCommandIsRefused(String step, String said) {
    HttpResponse<String> created =
        create(definition().set("execute_steps", list("dbt deps", step)));
    refused(created, "execute_steps[1] '" + step + "'", said);

    ObjectNode change = Client.object();
    change.set("execute_steps", list(step));
    refused(client().exchange("POST", JOBS + job + "/", change), "execute_steps[0]", said);

    ObjectNode run = Client.object().put("cause", "a test");
    run.set("steps_override", list(step));
    refused(client().exchange("POST", JOBS + job + "/run/", run), "steps_override[0]", said);
    unchanged();
  }

  @Test
  void aJobHasSomeStepsButNotTenThousand() {
    ObjectNode many = definition();
    var steps = many.putArray("execute_steps");
    for (int i = 0; i < 10_000; i++) {
      steps.add("dbt build");
    }

    refused(create(many), "execute_steps has 10000 steps; a job has at most 50");
    refused(create(definition().set("execute_steps", list())), "a job has at least one step");
    refused(
        create(definition().set("execute_steps", list("dbt ls -s " + "x".repeat(50_000)))),
        "execute_steps[0] is longer than 20000 characters");
    refused(create(definition().put("execute_steps", "dbt build")), "must be a list of strings");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "* * * *        | UTC           | a schedule has five fields",
        "61 * * * *     | UTC           | '61 * * * *' is no schedule",
        "* * 32 * *     | UTC           | '* * 32 * *' is no schedule",
        "* * * * MOO    | UTC           | '* * * * MOO' is no schedule",
        "*/0 * * * *    | UTC           | '*/0 * * * *' is no schedule",
        "@daily         | UTC           | a schedule has five fields",
        "0 6 * * *      | Mars/Olympus  | 'Mars/Olympus' is no time zone",
        "0 6 * * *      | 25            | '25' is no time zone"
      })
  void aScheduleThatMeansNothingIsRefused(String cron, String zone, String said) {
    ObjectNode job = definition();
    job.putObject("schedule").put("cron", cron).put("time_zone", zone);

    refused(create(job), "schedule", said);
  }

  @Test
  void whatBelongsToAnotherProjectIsRefused() {
    long other = bailey().bareProject("other");
    long credentials =
        client()
            .call(
                "POST",
                "/api/v3/accounts/1/projects/" + other + "/credentials/",
                Client.json("{\"type\": \"duckdb\", \"default_schema\": \"analytics\"}"))
            .at("/data/id")
            .asLong();

    refused(
        create(definition().put("project_id", other)),
        "environment_id: project " + other + " has no environment " + environment);
    refused(
        create(definition().put("environment_id", 4_711)),
        "environment_id: project " + project + " has no environment 4711");
    refused(
        client()
            .exchange(
                "POST",
                "/api/v3/accounts/1/projects/" + project + "/environments/",
                Client.object().put("name", "x").put("credentials_id", credentials)),
        "credentials_id: project " + project + " has no credentials " + credentials);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"settings\": {\"threads\": 0}}          | settings.threads must be between 1 and 256",
        "{\"settings\": {\"threads\": 4294967297}} | settings.threads must be between 1 and 256",
        "{\"settings\": {\"threads\": \"4\"}}      | settings.threads must be a whole number",
        "{\"settings\": 4}                         | settings must be an object",
        "{\"execution\": {\"timeout_seconds\": -1}} | execution.timeout_seconds must be between 0",
        "{\"name\": \"  \"}                        | a job's name has 1 to 255 characters",
        "{\"job_type\": \"weekly\"}                | job_type must be one of",
        "{\"triggers\": {\"schedule\": \"yes\"}}   | triggers.schedule must be true or false",
        "{\"generate_docs\": 1}                    | generate_docs must be true or false"
      })
  void aFieldThatMeansNothingIsRefusedAndTheJobStaysAsItWas(String change, String said) {
    refused(client().exchange("POST", JOBS + job + "/", Client.json(change)), said);
    unchanged();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{}                                                     | cause is required",
        "{\"cause\": \"\"}                                      | cause is required",
        "{\"cause\": \"x\", \"threads_override\": 0}            | threads_override must be between 1",
        "{\"cause\": \"x\", \"timeout_seconds_override\": -5}   | must be between 0",
        "{\"cause\": \"x\", \"steps_override\": [7]}            | must be a list of strings"
      })
  void aRunThatMeansNothingIsRefused(String body, String said) {
    refused(client().exchange("POST", JOBS + job + "/run/", Client.json(body)), said);

    assertThat(client().get("/api/v2/accounts/1/runs/?job_definition_id=" + job).path("data"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "git_branch, nowhere, 'The repository has no commit, branch or tag ''nowhere'''",
    "git_sha, 0123456789012345678901234567890123456789, 'The repository has no commit'",
    "git_sha, ../../etc/passwd, 'The repository has no commit'"
  })
  void aRunOfARevisionThatIsNotThereEndsBySayingSo(String field, String revision, String said) {
    long id =
        client()
            .call(
                "POST",
                "/api/v2/accounts/1/jobs/" + good().id() + "/run/",
                Client.object().put("cause", "a test").put(field, revision))
            .at("/data/id")
            .asLong();

    JsonNode run = client().ended(id);

    assertThat(run.path("status_humanized").asText()).isEqualTo("Error");
    assertThat(run.path("status_message").asText()).contains(said, "Its branches are main");
  }

  private ObjectNode definition() {
    return Client.object()
        .put("project_id", project)
        .put("environment_id", environment)
        .put("name", "Bad");
  }

  private static JsonNode list(String... items) {
    var list = Client.object().putArray("list");
    for (String item : items) {
      list.add(item);
    }
    return list;
  }

  private HttpResponse<String> create(JsonNode job) {
    return client().exchange("POST", JOBS, (ObjectNode) job);
  }

  private void unchanged() {
    JsonNode data = client().get(JOBS + job + "/").path("data");
    assertThat(data.path("name").asText()).isEqualTo("Nightly");
    assertThat(data.path("execute_steps").toString()).isEqualTo("[\"dbt build\"]");
    assertThat(client().get(JOBS + "?project_id=" + project).path("data")).hasSize(1);
  }

  private static void refused(HttpResponse<String> answer, String... said) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Client.tree(answer).at("/status/user_message").asText()).contains(said);
  }
}
