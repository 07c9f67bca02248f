package dev.bailey.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.manifest.Data;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExternalSourceTest {

  @Test
  void aPlaceIsATextInSqlWithTheNamesFilledIn() {
    assertThat(source("external_location", "data/{schema}/{name}.csv").location())
        .contains("'data/shop/orders.csv'");
  }

  @Test
  void aCallStaysACall() {
    assertThat(source("external_location", "read_csv('{name}.csv')").location())
        .contains("read_csv('orders.csv')");
  }

  @Test
  void percentSignsMayNameThings() {
    assertThat(source("external_location", "%(name)s.csv", "formatter", "oldstyle").location())
        .contains("'orders.csv'");
  }

  @Test
  void otherSourcesHaveNone() {
    assertThat(source("owner", "us").location()).isEmpty();
  }

  @Test
  void anUnknownFormatterIsRefused() {
    var source = source("external_location", "x", "formatter", "template");

    assertThatThrownBy(source::location)
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("'template' is not known");
  }

  private static ExternalSource source(String... meta) {
    var said =
        new LinkedHashMap<String, Data>(
            Map.of("name", Data.of("orders"), "schema", Data.of("shop")));
    for (int i = 0; i < meta.length; i += 2) {
      said.put(meta[i], Data.of(meta[i + 1]));
    }
    return new ExternalSource(Data.dict(said));
  }
}
