package dev.bailey.warehouse.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.adapter.WarehouseException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiteralsTest {

  @Test
  void eachValueIsWrittenWithItsType() {
    assertThat(
            List.of(
                Literals.of(true),
                Literals.of(7L),
                Literals.of(new BigInteger("123456789012345678901")),
                Literals.of(1.5),
                Literals.of(new BigDecimal("1.50")),
                Literals.of("it's"),
                Literals.of(new byte[] {0, (byte) 255}),
                Literals.of(LocalDate.of(2026, 1, 2)),
                Literals.of(LocalTime.of(1, 2, 3)),
                Literals.of(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6_000)),
                Literals.of(OffsetDateTime.parse("2026-01-02T03:04:05+02:00"))))
        .containsExactly(
            "true",
            "7",
            "123456789012345678901",
            "DOUBLE '1.5'",
            "DECIMAL '1.50'",
            "'it''s'",
            "X'00ff'",
            "DATE '2026-01-02'",
            "TIME '01:02:03.000000'",
            "TIMESTAMP '2026-01-02 03:04:05.000006'",
            "TIMESTAMP '2026-01-02 03:04:05.000000 +02:00'");
  }

  @Test
  void whatIsMissingIsNull() {
    assertThat(Literals.of(null)).isEqualTo("NULL");
  }

  @Test
  void theServerGetsTheValuesBesideTheStatement() {
    assertThat(Literals.beside("insert into t values (?, 'x', ?)", List.of(1L, "a")))
        .isEqualTo("EXECUTE IMMEDIATE 'insert into t values (?, ''x'', ?)' USING 1, 'a'");
  }

  @Test
  void orInTheStatementWherePlaceholdersStand() {
    assertThat(Literals.inside("insert into t values (?, '?', \"?\", ?) -- ?", List.of(1L, "a?")))
        .isEqualTo("insert into t values (1, '?', \"?\", 'a?') -- ?");
  }

  @Test
  void asManyValuesAsPlaceholders() {
    assertThatThrownBy(() -> Literals.inside("values (?)", List.of(1L, 2L)))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("not as many placeholders");
    assertThatThrownBy(() -> Literals.inside("values (?, ?)", List.of(1L)))
        .isInstanceOf(WarehouseException.class);
  }
}
