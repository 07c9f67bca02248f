package dev.bailey.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LinesColumnTest {
  private final LinesColumn column = new LinesColumn();

  @Test
  void everyListComesBack() {
    for (var lines :
        List.of(
            List.<String>of(),
            List.of(""),
            List.of("", ""),
            List.of("dbt build", "dbt docs generate"),
            List.of("two\nlines", "a \\ b", "\\n", "\\", "ends with \\"))) {
      assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(lines)))
          .isEqualTo(lines);
    }
  }
}
