package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.ManifestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tables of sources, as dbt Core 1.12.6 takes them and writes them down.
class SourcesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{location: x, mine: {b: 2}} | {location: x, file_format: null, row_format: null, tbl_properties: null, partitions: null, mine: {b: 2}}",
        "{} | {location: null, file_format: null, row_format: null, tbl_properties: null, partitions: null}",
        "{partitions: [e, {name: d, data_type: date, mine: 1}]} | {location: null, file_format: null, row_format: null, tbl_properties: null, partitions: [e, {name: d, data_type: date, description: '', meta: {}, mine: 1}]}",
        "{partitions: [{name: d}]} | {location: null, file_format: null, row_format: null, tbl_properties: null, partitions: [\"{'name': 'd'}\"]}",
        "null | null"
      })
  void anExternalTableHasAllKeysThatDbtKnowsAndThoseOfPackages(String said, String written) {
    assertThat(table("external: " + said).find("external")).contains(Yaml.read(written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{warn_after: {count: 5}} | {warn_after: {count: 1, period: day}, error_after: {count: 2, period: hour}, filter: null}",
        "{warn_after: {period: hour}} | {warn_after: {count: 1, period: day}, error_after: {count: 2, period: hour}, filter: null}",
        "{warn_after: null} | {warn_after: null, error_after: {count: 2, period: hour}, filter: null}",
        "{error_after: {count: 7, period: day}, filter: z} | {warn_after: {count: 1, period: day}, error_after: {count: 7, period: day}, filter: z}",
        "null | null"
      })
  void anAgeOfATableCountsOnlyWithItsPeriod(String said, String written) {
    assertThat(table("freshness: " + said).find("freshness")).contains(Yaml.read(written));
  }

  @Test
  void anExternalTableThatIsNoDictionaryIsRefused() {
    var files =
        new ParsedFiles()
            .with("models/s.yml", "sources: [{name: s, tables: [{name: t, external: word}]}]");

    assertThat(files.errors()).singleElement().asString().contains("'tables.0.external' is 'word'");
  }

  private static Data.Dict table(String property) {
    var sources =
        new ParsedFiles()
            .with(
                "models/s.yml",
                """
                sources:
                - name: raw
                  freshness:
                    warn_after: {count: 1, period: day}
                    error_after: {count: 2, period: hour}
                  tables: [{name: a, loaded_at_field: at, %s}]
                """
                    .formatted(property))
            .project()
            .manifest()
            .sources();
    return ManifestData.of(sources.values().iterator().next());
  }
}
