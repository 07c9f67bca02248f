package dev.bailey.project.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.selection.StateManifest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What an earlier run left is read in the terms of this version.
class StateFilesTest {

  @Test
  void codeHadAnotherNameInTheDaysOfVersionFour() {
    Data.Dict model = model(4, "1.0.0", "\"raw_sql\": \"select 1\"");

    assertThat(model.find("raw_code")).contains(Data.of("select 1"));
  }

  @Test
  void configCallsOfOtherVersionsAreReadAgainFromTheCode() {
    String code = "{{ config(alias='a' ~ 'b') }} select 1";
    Data.Dict model =
        model(
            12,
            "1.9.1",
            "\"raw_code\": \"%s\", \"unrendered_config\": {\"alias\": \"ab\", \"tags\": \"x\"}"
                .formatted(code));

    assertThat(model.find("unrendered_config"))
        .contains(Data.dict(Map.of("alias", Data.of("'a' ~ 'b'"), "tags", Data.of("x"))));
  }

  @Test
  void configCallsOfThisVersionStayAsTheyAre() {
    Data.Dict model =
        model(
            12,
            "1.12.6",
            "\"raw_code\": \"{{ config(alias='b') }}\", \"unrendered_config\": {\"alias\": \"a\"}");

    assertThat(model.find("unrendered_config")).contains(Data.dict(Map.of("alias", Data.of("a"))));
  }

  @Test
  void metricsOfBeforeMetricFlowDoNotCount() {
    String metric = "\"metrics\": {\"metric.shop.a\": {\"name\": \"a\"}}";

    assertThat(manifest(9, "1.5.0", metric).resources()).isEmpty();
    assertThat(manifest(10, "1.6.0", metric).resources()).containsKey("metric.shop.a");
  }

  @Test
  void aManifestThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> manifest(20, "2.0.0", "\"nodes\": {}"))
        .hasMessageContaining("manifest/v20.json")
        .hasMessageContaining("v4 to v12");
  }

  private static Data.Dict model(int version, String dbt, String keys) {
    String nodes = "\"nodes\": {\"model.shop.a\": {\"resource_type\": \"model\", %s}}";
    return Objects.requireNonNull(
        manifest(version, dbt, nodes.formatted(keys)).resources().get("model.shop.a"));
  }

  private static StateManifest manifest(int version, String dbt, String section) {
    String schema = "https://schemas.getdbt.com/dbt/manifest/v%d.json".formatted(version);
    String text =
        "{\"metadata\": {\"dbt_schema_version\": \"%s\", \"dbt_version\": \"%s\"}, %s}"
            .formatted(schema, dbt, section);
    return StateFiles.manifest(text.getBytes(StandardCharsets.UTF_8));
  }
}
