package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Projects that cannot be built: the run ends by naming the file and the line, or whatever else
/// the author has to look at.
@Tag("slow")
class BadProjectTest extends BadInputTest {
  private static final String PROJECT = "name: shop\nprofile: shop\n";

  private final AtomicInteger projects = new AtomicInteger();

  @Test
  void badYaml() {
    Ended run =
        build(
            Map.of("models/schema.yml", "version: 2\nmodels:\n  - name: orders\n   columns: []\n"));

    run.failed("Syntax error in YAML", "at models/schema.yml:4:4");
  }

  @Test
  void badJinja() {
    build(Map.of("models/orders.sql", "select 1\n{% if x %}\n"))
        .failed("needs to be closed is 'if'", "at models/orders.sql:2:1");
    build(Map.of("models/orders.sql", "select {{ 1 + }}\n"))
        .failed("unexpected", "at models/orders.sql:1:15");
  }

  @Test
  void badProjectFile() {
    build(Map.of("dbt_project.yml", "name: shop\nprofile: [shop\n"))
        .failed("expected ',' or ']'", "at dbt_project.yml:3:1");
    build(Map.of("dbt_project.yml", "profile: shop\n")).failed("dbt_project.yml", "name");
    build(Map.of("dbt_project.yml", "name: 7shop\nprofile: shop\n"))
        .failed("dbt_project.yml", "7shop");
    build(Map.of("dbt_project.yml", "- name\n")).failed("dbt_project.yml");
  }

  @Test
  void noProjectFile() {
    long project = bailey().project("elsewhere");
    bailey().push(GoodJob.files(Map.of("shop/dbt_project.yml", PROJECT)), "elsewhere");
    Ended run = ended(project);

    run.failed("There is no dbt_project.yml in the root of the repository", "Set the project's");
  }

  @Test
  void anEmptyRepository() {
    ended(bailey().project("empty"))
        .failed("The repository has no commit, branch or tag 'main'", "Nothing has been pushed");
  }

  @Test
  void noRepository() {
    ended(bailey().bareProject("bare")).failed("The project 'bare' has no repository yet");
  }

  @Test
  void aMissingRef() {
    build(Map.of("models/orders.sql", "select *\nfrom {{ ref('raw_orders') }}\n"))
        .failed(
            "'model.shop.orders' (models/orders.sql) depends on a node named 'raw_orders'",
            "at models/orders.sql:2:13");
  }

  @Test
  void aMissingSource() {
    build(Map.of("models/orders.sql", "select *\nfrom {{ source('raw', 'orders') }}\n"))
        .failed(
            "'model.shop.orders' (models/orders.sql) depends on a source named 'raw.orders'",
            "at models/orders.sql:2:23");
  }

  @Test
  void aMissingMacro() {
    build(Map.of("models/orders.sql", "\nselect {{ cents_to_euros('x') }}\n"))
        .failed("'cents_to_euros' is undefined", "at models/orders.sql:2:11");
  }

  @Test
  void aCycleIsPrintedAsAPath() {
    build(
            Map.of(
                "models/a.sql", "select * from {{ ref('c') }}\n",
                "models/b.sql", "select * from {{ ref('a') }}\n",
                "models/c.sql", "select * from {{ ref('b') }}\n"))
        .failed("Found a cycle: model.shop.a --> model.shop.b --> model.shop.c --> model.shop.a");
  }

  @Test
  void twoModelsOfTheSameName() {
    build(Map.of("models/x/orders.sql", "select 1\n", "models/y/orders.sql", "select 2\n"))
        .failed("\"orders\"", "models/x/orders.sql", "models/y/orders.sql");
  }

  @Test
  void wrongSql() {
    build(Map.of("models/orders.sql", "select * from nowhere\n"))
        .failed("models/orders.sql", "nowhere");
  }

  @Test
  void aVariableThatIsNotSet() {
    build(Map.of("models/orders.sql", "select '{{ env_var('DBT_REGION') }}'\n"))
        .failed("Env var required but not provided: 'DBT_REGION'", "at models/orders.sql:1:");
    build(Map.of("models/orders.sql", "select '{{ var('region') }}'\n"))
        .failed("Required var 'region' not found", "at models/orders.sql:1:");
  }

  private Ended build(Map<String, String> files) {
    String name = "shop" + projects.incrementAndGet();
    var all = new HashMap<>(Map.of("dbt_project.yml", PROJECT));
    all.putAll(files);
    long project = bailey().project(name);
    bailey().push(GoodJob.files(all), name);
    return ended(project);
  }

  private Ended ended(long project) {
    long job = bailey().job(project, bailey().onDuckDb(project), "Build", "dbt build");
    return new Ended(client().ended(client().run(job)), client());
  }

  /// A run at its end, and everything that people can read of it.
  private record Ended(JsonNode run, Client client) {

    void failed(String... said) {
      assertThat(run.path("status_humanized").asText()).as(run.toPrettyString()).isEqualTo("Error");
      assertThat(run.path("status_message").asText()).isNotBlank();
      assertThat(logs())
          .contains(said)
          .doesNotContain("Internal error", "dev.bailey", "java.", client.token());
    }

    private String logs() {
      var logs = new StringBuilder();
      run.path("run_steps").forEach(step -> logs.append(step.path("logs").asText()).append('\n'));
      return logs.toString();
    }
  }
}
