package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A template that would run for ever or fill the memory ends its own run, with the budget that it
/// used up and the line where it did, while other runs and requests go on.
@Tag("slow")
class RunawayTemplateTest extends BadInputTest {
  private final AtomicInteger projects = new AtomicInteger();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "steps      | 2:   | {% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "items      | 2:4  | {{ 'a' * 10**10 }}",
        "items      | 2:12 | {% set x = [0] * 10**9 %}",
        "items      | 2:79 | {% set ns = namespace(s='aaaaaaaaaa') %}{% for i in range(64) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
        "items      | 2:4  | {{ 7 ** 1000000000 }}",
        "regexSteps | 2:4  | {{ modules.re.match('(a+)+$', 'a' * 40 ~ 'b') }}"
      })
  void aRunawayModelEndsWithItsBudgetAndItsLine(String budget, String place, String template) {
    JsonNode run = built(Map.of("models/orders.sql", "\n" + template + "\nselect 1\n"));

    assertThat(run.path("status_message").asText())
        .contains("used up its budget '" + budget + "' of ", "at models/orders.sql:" + place);
  }

  @Test
  void aMacroThatCallsItselfEndsAtItsDepth() {
    JsonNode run =
        built(
            Map.of(
                "macros/again.sql", "{% macro again() %}\n{{ again() }}{% endmacro %}\n",
                "models/orders.sql", "select {{ again() }}\n"));

    assertThat(run.path("status_message").asText())
        .contains("used up its budget 'depth' of ", "at macros/again.sql:2:4");
  }

  /// 400 MB of text; the budget is 256 MiB.
  @Test
  void aResultLargerThanItsBudgetEndsTheRun() {
    JsonNode run =
        built(
            Map.of(
                "models/orders.sql",
                """
                {% if execute %}
                {% do run_query("select repeat('x', 1000) from range(400000)") %}
                {% endif %}
                select 1
                """));

    assertThat(run.path("status_message").asText())
        .contains(
            "in model orders (models/orders.sql)",
            "The result is larger than the 256 MiB that a query's rows may take in memory");
  }

  /// The run at its end; meanwhile another one of another job has succeeded.
  private JsonNode built(Map<String, String> files) {
    String name = "runaway" + projects.incrementAndGet();
    long project = bailey().project(name);
    var all = new java.util.HashMap<>(Map.of("dbt_project.yml", "name: shop\nprofile: shop\n"));
    all.putAll(files);
    bailey().push(GoodJob.files(all), name);
    long run =
        client().run(bailey().job(project, bailey().onDuckDb(project), "Build", "dbt build"));

    good().succeeds();

    JsonNode ended = client().ended(run);
    assertThat(ended.path("status_humanized").asText())
        .as(ended.toPrettyString())
        .isEqualTo("Error");
    return ended;
  }
}
