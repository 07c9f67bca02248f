package dev.bailey.project.selection;

import dev.bailey.project.manifest.Data;
import java.util.List;
import java.util.Optional;

/// What `config.<path>:value` looks for: the value itself, or a member of a list.
record ConfigValue(String value) {

  boolean isAt(Data.Dict config, List<String> path) {
    Data found = config;
    for (String key : path) {
      Optional<Data> next =
          found instanceof Data.Dict dict ? dict.find(dashed(dict, key)) : Optional.empty();
      if (next.isEmpty()) {
        return false;
      }
      found = next.get();
    }
    // The severity of a test is the one value that dbt writes in any case.
    boolean isSeverity = path.equals(List.of("severity"));
    return fits(found)
        || (isSeverity && found.asText().filter(value::equalsIgnoreCase).isPresent());
  }

  private static String dashed(Data.Dict dict, String key) {
    return dict.find(key).isEmpty() ? key.replace("_hook", "-hook") : key;
  }

  private boolean fits(Data found) {
    return switch (found) {
      case Data.Items(List<Data> items) -> items.stream().anyMatch(this::is);
      default -> is(found);
    };
  }

  private boolean is(Data data) {
    return switch (data) {
      case Data.Truth(boolean truth) -> value.equalsIgnoreCase(truth ? "true" : "false");
      case Data.Text(String text) -> value.equals(text);
      case Data.Whole(var number) -> value.equals(number.toString());
      case Data.Real(double number) -> value.equals(String.valueOf(number));
      case Data.Date(var date) -> value.equals(date.toString());
      case Data.Nothing _, Data.Moment _, Data.Items _, Data.Dict _ -> false;
    };
  }
}
