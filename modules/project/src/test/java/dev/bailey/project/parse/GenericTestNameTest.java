package dev.bailey.project.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.Yaml;
import dev.bailey.project.manifest.Data;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Expected names and hashes were printed by dbt Core 1.12.6 for the same arguments.
class GenericTestNameTest {
  private static final String ARGUMENTS =
      """
      {column_name: status, values: [placed, "it's", 1, 2.5, null], quote: false, \
      model: "{{ get_where_subquery(ref('orders')) }}"}\
      """;

  @Test
  void aShortNameIsTheFullName() {
    var name = GenericTestName.of("unique", "orders", arguments("{column_name: id, model: x}"));

    assertThat(name).isEqualTo(new GenericTestName("unique_orders_id", "unique_orders_id"));
  }

  @Test
  void aLongNameIsCutAndHashed() {
    var name = GenericTestName.of("accepted_values", "orders", arguments(ARGUMENTS));

    assertThat(name.fullName())
        .isEqualTo("accepted_values_orders_status__False__placed__it_s__1__2_5__None");
    assertThat(name.shortName())
        .isEqualTo("accepted_values_orders_7ff6982dae0f3b3cd60e5448be334b78");
  }

  @Test
  void theHashCoversNameAndMetadata() {
    var metadata =
        mapping("{name: accepted_values, kwargs: %s, namespace: null}".formatted(ARGUMENTS));

    assertThat(
            GenericTestName.hash(
                "accepted_values_orders_status__False__placed__it_s__1__2_5__None", metadata))
        .isEqualTo("b36ece2753");
  }

  private static Map<String, Data> arguments(String yaml) {
    var arguments = new LinkedHashMap<String, Data>();
    mapping(yaml)
        .entries()
        .forEach((key, value) -> arguments.put(((Data.Text) key).value(), value));
    return arguments;
  }

  private static Data.Dict mapping(String yaml) {
    return (Data.Dict) Yaml.read(yaml);
  }
}
