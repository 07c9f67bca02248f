package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.testkit.GitClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What flags of the command line and of dbt_project.yml do to real dbt Core and to us.
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class SameFlagsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private final Map<String, String> files = new TreeMap<>();

  @BeforeEach
  void begin() {
    Engine.requireDbt();
    project("");
    files.put("profiles.yml", "p: {target: dev, outputs: {dev: {type: duckdb, path: x.duckdb}}}\n");
    files.put("models/a.sql", "select 1 as id\n");
  }

  private void project(String more) {
    files.put("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: p\n" + more);
  }

  private record Both(Engine.Ended theirs, Engine.Ended ours) {
    /// That both ended with this code, and said this.
    void end(int code, String... words) {
      for (Engine.Ended one : List.of(theirs, ours)) {
        assertThat(one.code()).as(one.said()).isEqualTo(code);
        for (String each : words) {
          assertThat(one.said()).contains(each);
        }
      }
    }

    void sayNothingOf(String words) {
      for (Engine.Ended one : List.of(theirs, ours)) {
        assertThat(one.said()).doesNotContain(words);
      }
    }

    /// That both manifests have the same there.
    ///
    /// @return what that is
    JsonNode have(Function<JsonNode, JsonNode> part) {
      JsonNode theirPart = part.apply(manifest(theirs));
      assertThat(part.apply(manifest(ours))).as(ours.said()).isEqualTo(theirPart);
      return theirPart;
    }

    private static JsonNode manifest(Engine.Ended ended) {
      try {
        return JSON.readTree(GitClient.read(ended.project().resolve("target/manifest.json")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Both both(String... arguments) {
    var all = new ArrayList<>(List.of("--no-partial-parse"));
    all.addAll(List.of(arguments));
    return new Both(perform(Engine.DBT, "theirs", all), perform(Engine.BAILEY, "ours", all));
  }

  private Engine.Ended perform(Engine engine, String name, List<String> arguments) {
    Path project = directory.resolve(name);
    files.forEach((path, text) -> GitClient.write(project.resolve(path), text));
    return engine.run(project, arguments);
  }

  /// Properties of a model that is not there.
  private void describeNothing() {
    files.put("models/s.yml", "models: [{name: nothere}]\n");
  }

  @Test
  void aWarningOfAParseIsAnErrorUnderWarnError() {
    describeNothing();

    both("--warn-error", "parse")
        .end(2, "Compilation Error", "patch with name 'nothere' in the 'models' section of file");
  }

  @Test
  void aWarningIsAnErrorOrSilentByItsName() {
    describeNothing();

    both("--warn-error-options", "{error: [NoNodeForYamlKey]}", "parse")
        .end(2, "patch with name 'nothere'");
    Both silent = both("--warn-error-options", "{silence: [NoNodeForYamlKey]}", "parse");
    silent.end(0);
    silent.sayNothingOf("nothere");
  }

  @Test
  void warningsAreNamedInTheProjectToo() {
    describeNothing();
    project("flags: {warn_error_options: {error: all, warn: [NoNodeForYamlKey]}}\n");

    both("parse").end(0, "patch with name 'nothere'");
    both("run", "-s", "zzz")
        .end(2, "Compilation Error", "The selection criterion 'zzz' does not match any");
  }

  @Test
  void aDeprecationIsAnErrorWhereDeprecationsAre() {
    files.put("models/s.yml", "models: [{name: a, description: x, description: y}]\n");

    both("--warn-error-options", "{error: [Deprecations]}", "parse")
        .end(2, "Compilation Error", "Duplicate key 'description'");
  }

  @Test
  void whatIsAskedForHasNoHeadingWhenQuiet() {
    for (String command : List.of("compile", "show")) {
      Both inline = both("-q", command, "--inline", "select 2 as x");

      assertThat(inline.ours().said().strip()).isEqualTo(inline.theirs().said().strip());
    }
    Both named = both("-q", "compile", "-s", "a");
    assertThat(named.ours().said().strip()).isEqualTo(named.theirs().said().strip());
  }

  @Test
  void howLargeASeedMayBeIsAFlag() {
    files.put("seeds/big.csv", "id,text\n" + "1,some words that say nothing\n".repeat(40_000));
    Function<JsonNode, JsonNode> checksum =
        manifest -> manifest.at("/nodes/seed.shop.big/checksum/name");

    assertThat(both("parse").have(checksum).asText()).isEqualTo("path");
    assertThat(both("--maximum-seed-size-mib", "2", "parse").have(checksum).asText())
        .isEqualTo("sha256");
    project("flags: {maximum_seed_size_mib: 0}\n");
    assertThat(both("parse").have(manifest -> manifest.at("/nodes/seed.shop.big/checksum")))
        .isNotNull();
  }

  @Test
  void argumentsOfATestAreOneOfThemWhereAFlagSaysSo() {
    files.put(
        "macros/t.sql",
        "{% test odd(model, arguments, column_name=none) %} select 1 {% endtest %}");
    files.put(
        "models/s.yml",
        "models: [{name: a, data_tests: [{odd: {arguments: {x: 1}}}], columns: [{name: id, data_tests: [{accepted_values: {values: [1]}}]}]}]\n");
    project("flags: {require_generic_test_arguments_property: false}\n");

    JsonNode tests = both("parse").have(SameFlagsTest::tests);

    assertThat(tests.toString()).contains("\"arguments\":{\"x\":1}");
  }

  private static JsonNode tests(JsonNode manifest) {
    var tests = JSON.createObjectNode();
    manifest
        .path("nodes")
        .properties()
        .forEach(node -> tests.set(node.getKey(), node.getValue().path("test_metadata")));
    return tests;
  }

  @Test
  void configsAreKeptRenderedWhereAFlagSaysSo() {
    files.put("models/b.sql", "{{ config(alias='b_' ~ target.name, tags=['t']) }} select 1 as id");
    files.put(
        "models/s.yml",
        "models: [{name: b, config: {schema: \"{{ target.name }}_s\", tags: [u]}, columns: [{name: id, data_tests: [{unique: {config: {severity: warn}}}]}]}]\n");
    project("flags: {state_modified_compare_more_unrendered_values: false}\n");

    JsonNode written = both("parse").have(SameFlagsTest::unrendered);

    assertThat(written.toString()).contains("b_dev", "dev_s");
  }

  private static JsonNode unrendered(JsonNode manifest) {
    var configs = JSON.createObjectNode();
    manifest
        .path("nodes")
        .properties()
        .forEach(node -> configs.set(node.getKey(), node.getValue().path("unrendered_config")));
    return configs;
  }

  @Test
  void aSourceComparesAsRenderedWhereAFlagSaysSo() {
    files.put(
        "models/s.yml",
        "sources: [{name: raw, schema: \"{{ var('s') }}\", tables: [{name: t}]}]\n");
    project("flags: {state_modified_compare_more_unrendered_values: false}\n");
    both("parse", "--vars", "{s: one}").end(0);
    for (String side : List.of("theirs", "ours")) {
      GitClient.write(
          directory.resolve(side + "/state/manifest.json"),
          GitClient.read(directory.resolve(side + "/target/manifest.json")));
    }

    Both listed =
        both("-q", "ls", "-s", "state:modified", "--state", "state", "--vars", "{s: two}");

    listed.end(0, "source:shop.raw.t");
  }

  @Test
  void aDocsBlockIsATemplate() {
    files.put(
        "models/d.md",
        "{% docs d %}\n{# aside #}{{ 1 + 1 }} {% raw %}{{ x }}{% endraw %} {{ nobody }}{% for i in range(2) %}{{ i }}{% endfor %}\n{% enddocs %}\n");

    JsonNode text = both("parse").have(manifest -> manifest.at("/docs/doc.shop.d/block_contents"));

    assertThat(text.asText()).isEqualTo("2 {{ x }} 01");
  }

  @Test
  void aVersionThatIsNotForThisProjectIsToldBeforeItsFilesAreRead() {
    files.put("models/a.sql", "{{ this is no template");
    project("require-dbt-version: '>=3.0.0'\n");

    Both refused = both("parse");

    refused.end(2, "This version of dbt is not supported with the 'shop' package.");
    refused.sayNothingOf("models/a.sql");
  }
}
