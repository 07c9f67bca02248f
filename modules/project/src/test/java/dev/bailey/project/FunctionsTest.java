package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Node;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  private static final String DESCRIBED =
      """
      functions:
        - name: doubled
          description: twice as much
          config: {volatility: deterministic}
          arguments:
            - {name: amount, data_type: integer}
            - {name: times, data_type: integer, default_value: 1}
          returns: {data_type: integer}
      """;

  private final ParsedFiles files =
      new ParsedFiles()
          .with("functions/doubled.sql", "amount * 2")
          .with("functions/doubled.yml", DESCRIBED);

  @Test
  void aFunctionStandsByItselfInTheManifest() {
    var manifest = files.project().manifest();

    assertThat(manifest.functions()).containsOnlyKeys("function.shop.doubled");
    assertThat(manifest.nodesWithoutFunctions()).isEmpty();
    Data.Dict written = ManifestData.of(manifest.node("function.shop.doubled").orElseThrow());
    assertThat(written.find("relation_name")).contains(Data.of("\"shop\".\"main\".\"doubled\""));
    assertThat(written.find("returns").toString()).contains("integer");
    assertThat(written.find("arguments").toString()).contains("amount", "times");
  }

  @Test
  void whoeverCallsAFunctionWaitsForIt() {
    files.with("models/a.sql", "select {{ function('doubled') }}(1) as id");

    var project = files.project();

    assertThat(project.derived().dag().parents("model.shop.a"))
        .containsExactly("function.shop.doubled");
  }

  @Test
  void itsLanguageFollowsFromItsFile() {
    files
        .with("functions/tripled.py", "def main(amount):\n    return amount * 3\n")
        .with(
            "functions/tripled.yml",
            "functions:\n  - {name: tripled, returns: {data_type: integer}}\n");

    Node tripled = files.project().manifest().node("function.shop.tripled").orElseThrow();

    assertThat(tripled.code().language()).isEqualTo("python");
  }

  @Test
  void aFunctionHasToSayWhatItGives() {
    files.with("functions/nothing.sql", "1");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("The function 'nothing' does not say what it gives");
  }

  @Test
  void argumentsWithDefaultsComeLast() {
    files.with(
        "functions/doubled.yml",
        DESCRIBED
            .replace("amount, data_type: integer", "amount, data_type: integer, default_value: 0")
            .replace(", default_value: 1", ""));

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("The argument 'times' of the function 'doubled' has no default");
  }

  @Test
  void anUnknownFunctionIsToldWithTheNearest() {
    files.with("models/a.sql", "select {{ function('double') }}(1) as id");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("depends on a function named 'double' which was not found")
        .contains("Did you mean 'doubled'?");
  }
}
