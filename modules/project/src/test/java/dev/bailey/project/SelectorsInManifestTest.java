package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import org.junit.jupiter.api.Test;

/// The expected form was written by dbt Core 1.12.6.
class SelectorsInManifestTest {

  @Test
  void everyPartOfADefinitionIsADictionary() {
    var files =
        new ParsedFiles()
            .with(
                "selectors.yml",
                """
                selectors:
                  - name: nightly
                    default: true
                    definition:
                      union:
                        - "@tag:nightly"
                        - 2+config.materialized:table+3
                        - models/a.sql
                        - intersection: [{tag: x}, {method: fqn, value: a, children: true}]
                        - exclude: [a+]
                """);

    assertThat(files.project().manifest().selectors())
        .isEqualTo(
            Yaml.read(
                """
                nightly:
                  name: nightly
                  default: true
                  definition:
                    union:
                      - {childrens_parents: true, method: tag, value: nightly}
                      - {parents: true, parents_depth: '2', method: config.materialized, value: table,
                         children: true, children_depth: '3'}
                      - {method: path, value: models/a.sql}
                      - intersection:
                          - {method: tag, value: x}
                          - {method: fqn, value: a, children: true}
                      - exclude: [{method: fqn, value: a, children: true}]
                """));
  }

  @Test
  void itsTextsAreTemplatesAsThoseOfTheProjectFile() {
    var files =
        new ParsedFiles()
            .with(
                "selectors.yml",
                """
                selectors:
                  - name: some
                    description: >
                      Of {{ target.name }}.
                    definition: {method: tag, value: "{{ var('label', 'nightly') }}"}
                """);

    ParsedProject project = files.project();

    assertThat(project.manifest().selectors())
        .isEqualTo(
            Yaml.read(
                """
                some:
                  name: some
                  description: Of dev.
                  definition: {method: tag, value: nightly}
                """));
    assertThat(project.selectors().selections())
        .hasEntrySatisfying("some", some -> assertThat(some.text()).isEqualTo("tag:nightly"));
  }

  @Test
  void withoutSelectorsThereAreNone() {
    assertThat(new ParsedFiles().project().manifest().selectors()).isEqualTo(Data.noEntries());
  }
}
