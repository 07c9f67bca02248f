package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Column;
import dev.bailey.project.manifest.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Descriptions in the manifest, as dbt Core 1.12.6 writes them.
class DescriptionsTest {
  private final ParsedFiles files =
      new ParsedFiles()
          .with("models/docs.md", "{% docs order %}An order.{% enddocs %}")
          .with(
              "models/a.yml",
              """
              models:
                - name: a
                  description: "{{ doc('order') }} {{ 1 + 1 }}"
                  columns: [{name: id, description: "{{ doc('order') }}"}]
              unit_tests:
                - name: u
                  model: a
                  description: "{{ 1 + 1 }}"
                  given: []
                  expect: {rows: []}
              """);

  @Test
  void descriptionsAreTemplates() {
    files.with("models/a.sql", "select 1 as id");

    assertThat(model().properties().description()).isEqualTo("An order. 2");
    assertThat(column().description()).isEqualTo("An order.");
    assertThat(column().docBlocks()).containsExactly("doc.shop.order");
  }

  @Test
  void thoseOfWhatIsSwitchedOffStayAsTheyAreWritten() {
    files.with("models/a.sql", "{{ config(enabled=false) }} select 1 as id");

    assertThat(model().properties().description()).isEqualTo("{{ doc('order') }} {{ 1 + 1 }}");
    assertThat(column().description()).isEqualTo("{{ doc('order') }}");
    assertThat(column().docBlocks()).isEmpty();
  }

  @Test
  void whatIsSwitchedOffMayQuoteABlockThatIsNotThere() {
    files
        .with("models/docs.md", "")
        .with("models/a.sql", "{{ config(enabled=false) }} select 1 as id");

    assertThat(files.errors()).isEmpty();
  }

  @Test
  void ofSeveralModelsOfANameTheOneThatIsOnIsDescribed() {
    files
        .with("models/a.sql", "select 1 as id")
        .with("models/off/a.sql", "{{ config(enabled=false) }} select 2 as id");

    assertThat(model().properties().description()).isEqualTo("An order. 2");
    assertThat(switchedOff()).allSatisfy(node -> assertThat(node.properties().columns()).isEmpty());
  }

  @Test
  void ofSeveralModelsOfANameAllAreDescribedWhereNoneIsOn() {
    files
        .with("models/one/a.sql", "{{ config(enabled=false) }} select 1 as id")
        .with("models/two/a.sql", "{{ config(enabled=false) }} select 2 as id");

    assertThat(switchedOff())
        .hasSize(2)
        .allSatisfy(node -> assertThat(node.properties().columns()).containsKey("id"));
  }

  private List<Node> switchedOff() {
    return files.project().manifest().disabled().values().stream()
        .flatMap(List::stream)
        .filter(Node.class::isInstance)
        .map(Node.class::cast)
        .filter(node -> node.name().equals("a"))
        .toList();
  }

  @Test
  void thoseOfUnitTestsStayAsTheyAreWritten() {
    files.with("models/a.sql", "select 1 as id");

    assertThat(files.project().manifest().unitTests().values())
        .singleElement()
        .satisfies(test -> assertThat(test.description()).isEqualTo("{{ 1 + 1 }}"));
  }

  private Node model() {
    var manifest = files.project().manifest();
    return manifest
        .node("model.shop.a")
        .orElseGet(() ->
            (Node) manifest.disabled().values().stream().findFirst().orElseThrow().getFirst());
  }

  private Column column() {
    return java.util.Objects.requireNonNull(model().properties().columns().get("id"));
  }
}
