package dev.bailey.engine.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.Given;
import dev.bailey.project.relation.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Checks that the table of a snapshot is one.
final class SnapshotTargets {
  private final WarehouseRelations relations;

  SnapshotTargets(WarehouseRelations relations) {
    this.relations = relations;
  }

  /// What becomes of rows that are gone from the source.
  static Value hardDeletes(Arguments a, Execution x) {
    Value config = Given.argument(a, 0, "config");
    Value old = get(config, "invalidate_hard_deletes", x);
    Value wanted = get(config, "hard_deletes", x);
    if (old.truth() && Given.isThere(wanted)) {
      throw Failures.runtime(
          "You cannot set both the invalidate_hard_deletes and hard_deletes config properties on"
              + " the same snapshot.");
    }
    String word = old.truth() ? "invalidate" : Given.text(wanted).orElse("ignore");
    if (!List.of("ignore", "invalidate", "new_record").contains(word)) {
      throw Failures.runtime("Invalid setting for property hard_deletes.");
    }
    return Str.of(word);
  }

  private static Value get(Value config, String key, Execution x) {
    Value found = Operations.callMethod(config, "get", Arguments.of(Str.of(key)), x);
    return Given.isThere(found) ? found : None.NONE;
  }

  Value check(Arguments a, Execution x) {
    check(a, List.of("scd_id", "valid_from", "valid_to"), x);
    return None.NONE;
  }

  Value checkForStrategy(Arguments a, Execution x) {
    var needed = new ArrayList<>(List.of("scd_id", "valid_from", "valid_to"));
    Value strategy = Given.argument(a, 2, "strategy");
    if (Given.member(strategy, "hard_deletes", x).str().equals("new_record")) {
      needed.add("is_deleted");
    }
    check(a, needed, x);
    return None.NONE;
  }

  private void check(Arguments a, List<String> needed, Execution x) {
    Relation relation = Given.relation(Given.argument(a, 0, "relation"), "valid_snapshot_target");
    Value names = Given.argument(a, 1, "column_names");
    Set<String> there = new HashSet<>();
    relations
        .columns(relation, x)
        .forEach(column -> there.add(column.name().toLowerCase(Locale.ROOT)));
    var missing = new ArrayList<String>();
    for (String key : needed) {
      String column = "dbt_" + key;
      String wanted =
          Given.isThere(names) ? Given.text(Given.member(names, column, x)).orElse(column) : column;
      if (!there.contains(wanted.toLowerCase(Locale.ROOT))) {
        missing.add(wanted);
      }
    }
    if (!missing.isEmpty()) {
      throw Failures.compilation(
          ("Snapshot target is missing configured columns (missing \"%s\"). See"
                  + " https://docs.getdbt.com/docs/build/snapshots#snapshot-meta-fields for more"
                  + " information.")
              .formatted(String.join("\", \"", missing)));
    }
  }
}
