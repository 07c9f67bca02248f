package dev.bailey.project.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.relation.TimeWindow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrobatchTest {
  private static final Instant NOW = Instant.parse("2024-03-10T15:20:00Z");
  private static final LocalDateTime BEGIN = LocalDateTime.parse("2024-03-08T12:00:00");

  private static List<String> labels(List<Batch> batches) {
    return batches.stream().map(Batch::label).toList();
  }

  private static Optional<TimeWindow> between(String start, String end) {
    return Optional.of(new TimeWindow(Instant.parse(start), Instant.parse(end)));
  }

  @Test
  void theFirstBuildGoesFromItsBeginToTheBatchOfNow() {
    var daily = new Microbatch(BatchSize.DAY, BEGIN, 1);

    List<Batch> batches = daily.batches(false, Optional.empty(), NOW);

    assertThat(labels(batches)).containsExactly("2024-03-08", "2024-03-09", "2024-03-10");
    assertThat(batches.getLast().window())
        .isEqualTo(between("2024-03-10T00:00:00Z", "2024-03-11T00:00:00Z").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "0, '2024-03-10'",
    "1, '2024-03-09 2024-03-10'",
    "2, '2024-03-08 2024-03-09 2024-03-10'"
  })
  void aLaterBuildLooksBackSoManyBatches(int lookback, String expected) {
    var daily = new Microbatch(BatchSize.DAY, BEGIN, lookback);

    assertThat(String.join(" ", labels(daily.batches(true, Optional.empty(), NOW))))
        .isEqualTo(expected);
  }

  @Test
  void anAskedWindowIsWidenedToWholeBatches() {
    var monthly = new Microbatch(BatchSize.MONTH, BEGIN, 1);

    List<Batch> batches =
        monthly.batches(true, between("2023-12-15T10:00:00Z", "2024-02-01T00:00:01Z"), NOW);

    assertThat(labels(batches)).containsExactly("2023-12", "2024-01", "2024-02");
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR, 2024-09-17T16, 20240917T16",
    "DAY, 2024-09-17, 20240917",
    "MONTH, 2024-09, 202409",
    "YEAR, 2024, 2024"
  })
  void aBatchIsCalledAfterItsStart(BatchSize size, String label, String id) {
    Batch batch =
        new Microbatch(size, BEGIN, 0)
            .batches(true, Optional.empty(), Instant.parse("2024-09-17T16:06:00Z"))
            .getLast();

    assertThat(batch.label()).isEqualTo(label);
    assertThat(batch.id()).isEqualTo(id);
  }

  @Test
  void aMonthBeforeTheEndOfMarchIsTheEndOfFebruary() {
    assertThat(BatchSize.MONTH.before(LocalDateTime.parse("2024-03-31T16:06:00"), 1))
        .isEqualTo(LocalDateTime.parse("2024-02-29T16:06:00"));
  }
}
