package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.WarehouseException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much memory a result may still take. The sizes are estimates, on the high side.
public final class RowBudget {
  private static final int REFERENCE = 8;
  private static final int OBJECT = 24;

  private final long allowed;
  private long left;

  public RowBudget(long bytes) {
    this.allowed = bytes;
    this.left = bytes;
  }

  /// @throws WarehouseException when the row does not fit any more
  public void spend(List<@Nullable Object> row) {
    long size = OBJECT;
    for (Object cell : row) {
      size += REFERENCE + size(cell);
    }
    left -= size;
    if (left < 0) {
      throw tooLarge(allowed);
    }
  }

  /// What to say of a result over the budget.
  public static WarehouseException tooLarge(long bytes) {
    return new WarehouseException(
        WarehouseException.Kind.TOO_LARGE,
        ("The result is larger than the %d MiB that a query's rows may take in memory. "
                + "Select fewer rows or columns, or aggregate in the warehouse.")
            .formatted(Math.max(1, bytes >> 20)));
  }

  private static long size(@Nullable Object cell) {
    return switch (cell) {
      case null -> 0;
      case String text -> OBJECT + 16 + 2L * text.length();
      case byte[] bytes -> OBJECT + bytes.length;
      case BigDecimal _, BigInteger _ -> 2 * OBJECT + 16;
      case List<?> items -> OBJECT + items.stream().mapToLong(item -> REFERENCE + size(item)).sum();
      case Map<?, ?> map ->
          2 * OBJECT
              + map.entrySet().stream()
                  .mapToLong(entry -> OBJECT + size(entry.getKey()) + size(entry.getValue()))
                  .sum();
      default -> OBJECT;
    };
  }
}
