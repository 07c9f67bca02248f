package dev.bailey.project.selection;

import dev.bailey.project.manifest.Data;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes values equal that are equal in Python: `1`, `1.0` and `true`.
final class Alike {
  private Alike() {}

  static Data of(Data value) {
    return switch (value) {
      case Data.Truth(boolean truth) -> Data.of(truth ? 1 : 0);
      case Data.Real(double real) when real == Math.rint(real) && !Double.isInfinite(real) ->
          new Data.Whole(new BigDecimal(real).toBigInteger());
      case Data.Items(List<Data> items) -> new Data.Items(items.stream().map(Alike::of).toList());
      case Data.Dict(Map<Data, Data> entries) -> {
        var alike = new LinkedHashMap<Data, Data>();
        entries.forEach((key, entry) -> alike.put(of(key), of(entry)));
        yield new Data.Dict(alike);
      }
      default -> value;
    };
  }
}
