package dev.bailey.project.selection;

import static dev.bailey.project.selection.StateComparison.items;

import dev.bailey.project.Dialect;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.source.Problem;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Compares contracts of models with earlier ones. A change on which others cannot have counted is
/// merely a change; one that breaks what was promised is an error where the model has versions,
/// since a new version is the remedy, and else a warning.
///
/// @see <a href="https://docs.getdbt.com/reference/resource-configs/contract">dbt's reference</a>
final class ContractComparison {
  /// What promises constraints to who reads the model.
  private static final Set<String> TABLES = Set.of("table", "incremental");

  private final Dialect dialect;
  private final Instant now;
  private final Remarks remarks;

  ContractComparison(ParsedProject project, Remarks remarks) {
    this.dialect = project.dialect();
    this.now = project.options().startedAt();
    this.remarks = remarks;
  }

  /// Whether a model promises what it did.
  ///
  /// @throws SelectionException when it has versions and no longer does
  boolean same(Model model, Data.Dict now, Data.Dict then) {
    if (!isEnforced(then)) {
      return !isEnforced(now);
    }
    if (isEnforced(now) && checksum(now).equals(checksum(then))) {
      return true;
    }
    report(now, model.versions().version().isPresent(), broken(now, then));
    return false;
  }

  /// Notes that a model is no more.
  ///
  /// @param model what it was, or what the disabled one is
  /// @param how what became of it
  /// @throws SelectionException when it had versions and an enforced contract
  void removed(Data.Dict model, String how) {
    if (!isEnforced(model) || isPast(model)) {
      return;
    }
    String id = text(model, "unique_id");
    report(
        model,
        model.present("version").isPresent(),
        List.of("Contracted model '%s' was %s.".formatted(id, how)));
  }

  private boolean isPast(Data.Dict model) {
    return model
        .present("deprecation_date")
        .flatMap(Data::asText)
        .flatMap(ContractComparison::moment)
        .filter(date -> date.isBefore(now))
        .isPresent();
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException _) {
      try {
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
  }

  private void report(Data.Dict model, boolean isVersioned, List<String> broken) {
    if (broken.isEmpty()) {
      return;
    }
    String reasons = broken.stream().map(reason -> "\n  - " + reason).collect(Collectors.joining());
    String name = text(model, "name");
    String file = text(model, "original_file_path");
    if (isVersioned) {
      throw new SelectionException(
          "Breaking change to contract Error in model %s (%s)".formatted(name, file),
          "While comparing to previous project state, dbt detected a breaking change to an"
              + " enforced contract."
              + reasons
              + "\nConsider making an additive (non-breaking) change instead, if possible.\n"
              + "Otherwise, create a new model version:"
              + " https://docs.getdbt.com/docs/collaborate/govern/model-versions");
    }
    remarks.warning(
        new Problem(
            "unversioned-breaking-change",
            Problem.Severity.WARNING,
            Optional.empty(),
            "Breaking change to contracted, unversioned model %s (%s)".formatted(name, file)
                + "\nWhile comparing to previous project state, dbt detected a breaking change to"
                + " an unversioned model."
                + reasons
                + "\n"));
  }

  private List<String> broken(Data.Dict now, Data.Dict then) {
    var broken = new ArrayList<String>();
    if (!isEnforced(now)) {
      broken.add(
          "Contract enforcement was removed: Previously, this model had an enforced contract. It is"
              + " no longer configured to enforce its contract, and this is a breaking change.");
    }
    boolean wasTable = isTable(then);
    var removed = new ArrayList<String>();
    var retyped = new ArrayList<String>();
    var loosened = new ArrayList<String>();
    Map<String, Data.Dict> columns = columns(now);
    columns(then)
        .forEach((key, column) -> {
          Data.Dict left = columns.get(key);
          if (left == null) {
            removed.add(text(column, "name"));
            return;
          }
          if (!type(column).equals(type(left))) {
            retyped.add(
                "%s (%s -> %s)"
                    .formatted(
                        text(column, "name"),
                        shown(column, "data_type"),
                        shown(left, "data_type")));
          }
          if (wasTable) {
            lost(column, left)
                .forEach(lost -> loosened.add(name(lost) + " constraint on column " + key));
          }
        });
    add(broken, "Columns were removed", removed);
    add(broken, "Columns with data_type changes", retyped);
    add(broken, "Enforced column level constraints were removed", loosened);
    if (wasTable) {
      add(
          broken,
          "Enforced model level constraints were removed",
          lost(then, now).stream()
              .map(lost -> name(lost) + " constraint on columns " + shown(lost, "columns"))
              .toList());
    }
    if (wasTable && !isTable(now) && hasConstraints(then)) {
      add(
          broken,
          "Materialization changed with enforced constraints",
          List.of(materialization(then) + " -> " + materialization(now)));
    }
    return broken;
  }

  private static void add(List<String> broken, String what, List<String> each) {
    if (!each.isEmpty()) {
      broken.add(what + ": \n    - " + String.join("\n    - ", each));
    }
  }

  /// The enforced constraints of `then` that are not among those of `now`.
  private List<Data.Dict> lost(Data.Dict then, Data.Dict now) {
    List<Map<Data, Data>> left =
        items(now, "constraints").stream().map(ContractComparison::said).toList();
    return items(then, "constraints").stream()
        .filter(constraint -> !left.contains(said(constraint)))
        .filter(constraint -> dialect.enforces(text(constraint, "type")))
        .toList();
  }

  /// What a constraint says, whichever keys the version of dbt that wrote it knew.
  private static Map<Data, Data> said(Data.Dict constraint) {
    return constraint.entries().entrySet().stream()
        .filter(entry ->
            !(entry.getValue() instanceof Data.Nothing) && !entry.getValue().equals(Data.noItems()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String name(Data.Dict constraint) {
    return "'"
        + constraint.present("name").flatMap(Data::asText).orElse(text(constraint, "type"))
        + "'";
  }

  private static boolean hasConstraints(Data.Dict model) {
    return !items(model, "constraints").isEmpty()
        || columns(model).values().stream()
            .anyMatch(column -> !items(column, "constraints").isEmpty());
  }

  private static Map<String, Data.Dict> columns(Data.Dict model) {
    var columns = new TreeMap<String, Data.Dict>();
    model
        .dict("columns")
        .entries()
        .forEach((name, column) -> {
          if (column instanceof Data.Dict dict) {
            columns.put(name.asText().orElse(""), dict);
          }
        });
    return columns;
  }

  /// Without size, precision and scale, which may change.
  private static String type(Data.Dict column) {
    String type = text(column, "data_type");
    int size = type.indexOf('(');
    return (size < 0 ? type : type.substring(0, size)).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isEnforced(Data.Dict model) {
    return model.dict("contract").find("enforced").map(Data::truth).orElse(false);
  }

  private static Optional<Data> checksum(Data.Dict model) {
    return model.dict("contract").present("checksum");
  }

  private static boolean isTable(Data.Dict model) {
    return TABLES.contains(materialization(model));
  }

  private static String materialization(Data.Dict model) {
    return text(model.dict("config"), "materialized");
  }

  private static String shown(Data.Dict of, String key) {
    return PythonText.str(of.find(key).orElse(Data.nothing()));
  }

  private static String text(Data.Dict of, String key) {
    return of.find(key).flatMap(Data::asText).orElse("");
  }
}
