package dev.bailey.warehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.relation.ColumnTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a contract on PostgreSQL compares: the types as dbt's driver tells them apart.
class ContractTypesTest {
  private final ColumnTypes types = new PostgresAdapter().columnTypes();

  @ParameterizedTest
  @CsvSource({"smallint, integer", "text, character varying", "real, double precision"})
  void typesOfOneGroupHoldForEachOther(String one, String other) {
    assertThat(types.ofQuery(one)).isEqualTo(types.ofQuery(other));
  }

  @ParameterizedTest
  @CsvSource({
    "integer, bigint",
    "timestamp without time zone, timestamp with time zone",
    "json, jsonb",
    "text[], text"
  })
  void typesOfTwoGroupsDoNot(String one, String other) {
    assertThat(types.ofQuery(one)).isNotEqualTo(types.ofQuery(other));
  }

  @Test
  void aTypeThatTheDriverDoesNotKnowStandsForItself() {
    assertThat(types.ofQuery("uuid")).isEqualTo("uuid");
  }
}
