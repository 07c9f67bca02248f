package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Manifest;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceTree;
import dev.bailey.source.SubTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Source paths that lead out of the project, in a repository of several projects. dbt Core 1.12.6
/// calls their files the same.
class OutsidePathsTest {
  private final Map<String, String> repository =
      new HashMap<>(
          Map.of(
              "projects/shop/dbt_project.yml",
              """
              name: shop
              profile: shop
              model-paths: [models, "../../shared/sources"]
              macro-paths: [macros, ../../shared/macros/]
              """,
              "projects/shop/models/a.sql",
              "select {{ one() }} as id from {{ source('s', 't') }}",
              "shared/macros/one.sql",
              "{% macro one() %}1{% endmacro %}",
              "shared/sources/crm/s.yml",
              "sources: [{name: s, tables: [{name: t, columns: [{name: id, data_tests: [unique]}]}]}]"));

  @Test
  void theirFilesBelongToTheProject() {
    Manifest manifest = manifest();

    assertThat(manifest.macros().get("macro.shop.one"))
        .satisfies(
            one -> assertThat(one.originalFilePath()).isEqualTo("../../shared/macros/one.sql"));
    assertThat(manifest.sources().get("source.shop.s.t"))
        .satisfies(
            table -> assertThat(table.identity().fqn()).containsExactly("shop", "crm", "s", "t"));
  }

  @Test
  void theFqnOfATestHasTheWayToIt() {
    assertThat(manifest().nodes().values())
        .filteredOn(node -> node.name().equals("source_unique_s_t_id"))
        .singleElement()
        .satisfies(test ->
            assertThat(test.identity().fqn())
                .containsExactly("shop", "..", "shared", "sources", "crm", "source_unique_s_t_id"));
  }

  @Test
  void aChangeOutsideIsAChangeOfTheProject() {
    String before = source().contents();
    repository.put("shared/macros/one.sql", "{% macro one() %}2{% endmacro %}");

    assertThat(source().contents()).isNotEqualTo(before);
  }

  @Test
  void aPathThatLeadsOutOfTheRepositoryHasNoFiles() {
    repository.put(
        "projects/shop/dbt_project.yml",
        "{name: shop, profile: shop, macro-paths: [../../../shared/macros]}");

    repository.put("projects/shop/models/a.sql", "select 1 as id");

    assertThat(manifest().macros()).doesNotContainKey("macro.shop.one");
  }

  @Test
  void theRootOfTheRepositoryMayBeAPath() {
    SourceTree project = SubTree.of(new MemoryTree(repository), "projects/shop");

    assertThat(project.outside("../..").map(SourceTree::entries).orElse(List.of()))
        .hasSameSizeAs(repository.entrySet());
    assertThat(project.outside("../../..")).isEqualTo(Optional.empty());
  }

  private ProjectSource source() {
    return ProjectSource.of(SubTree.of(new MemoryTree(repository), "projects/shop"));
  }

  private Manifest manifest() {
    return ((Outcome.Ok<ParsedProject>) ParsedFiles.load(source())).value().manifest();
  }
}
