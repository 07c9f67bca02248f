package dev.bailey.project.parse;

import dev.bailey.project.manifest.Column;
import dev.bailey.project.manifest.Constraint;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.NodeParts;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// What the contract and the constraints of a model must be like.
final class ModelConstraints {
  private static final List<String> TYPES =
      List.of("check", "not_null", "unique", "primary_key", "foreign_key", "custom");

  private final NodeParts model;
  private final List<Constraint> constraints;
  private final Span at;
  private final Problems problems;

  /// @param constraints of the model as a whole
  /// @param at where the model is described
  ModelConstraints(NodeParts model, List<Constraint> constraints, Span at, Problems problems) {
    this.model = model;
    this.constraints = constraints;
    this.at = at;
    this.problems = problems;
  }

  void check() {
    if (model.contract().enforced()) {
      checkContract();
    }
    checkTypes();
    checkPrimaryKey();
  }

  private void checkContract() {
    Collection<Column> columns = model.properties().columns().values();
    boolean warns =
        Stream.concat(
                constraints.stream(), columns.stream().flatMap(one -> one.constraints().stream()))
            .anyMatch(Constraint::warnUnsupported);
    String materialized = model.config().materialized();
    if (warns && !Contracts.ENFORCING.contains(materialized)) {
      problems.warning(
          "unsupported-constraint-materialization",
          at,
          ("Constraints have no effect on a %s, which '%s' is. Write 'warn_unsupported: false' at"
                  + " each constraint to hide this warning.")
              .formatted(materialized, model.identity().name()));
    }
    if (columns.isEmpty()) {
      refuse("its columns are not described; list them in a YAML file, each with its data_type.");
    }
    if (!model.code().language().equals("sql")) {
      refuse("it is written in %s, not in SQL.".formatted(model.code().language()));
    }
  }

  private void refuse(String reason) {
    problems.error(
        "contract",
        at,
        "The contract of %s cannot be enforced: %s"
            .formatted(model.identity().originalFilePath(), reason));
  }

  private void checkTypes() {
    constraints.forEach(one -> checkType(one, "model " + model.identity().name()));
    model
        .properties()
        .columns()
        .values()
        .forEach(column ->
            column.constraints().forEach(one -> checkType(one, "column " + column.name())));
  }

  private void checkType(Constraint constraint, String owner) {
    if (!TYPES.contains(constraint.type())) {
      problems.error(
          "constraint",
          at,
          "Invalid constraint type '%s' on %s: use one of %s."
              .formatted(constraint.type(), owner, PythonText.repr(Data.texts(TYPES))));
    }
    constraint
        .to()
        .filter(to -> constraint.type().equals("foreign_key"))
        .filter(to -> !StaticCall.read(to, _ -> {}, _ -> {}))
        .ifPresent(to ->
            problems.error(
                "constraint",
                at,
                "The foreign key on %s points to '%s'; write ref('model') or source('source', 'table')."
                    .formatted(owner, to)));
  }

  private void checkPrimaryKey() {
    List<String> keys =
        model.properties().columns().values().stream()
            .filter(column -> column.constraints().stream().anyMatch(ModelConstraints::isKey))
            .map(Column::name)
            .toList();
    if (keys.size() > 1) {
      problems.error(
          "constraint",
          at,
          "The columns %s of '%s' are each said to be the primary key. Say so once, in the constraints of the model, with all columns."
              .formatted(String.join(", ", keys), model.identity().name()));
    }
    if (!keys.isEmpty() && constraints.stream().anyMatch(ModelConstraints::isKey)) {
      problems.error(
          "constraint",
          at,
          "The primary key of '%s' is said twice: at the column %s and in the constraints of the model. Keep one of them."
              .formatted(model.identity().name(), String.join(", ", keys)));
    }
  }

  private static boolean isKey(Constraint constraint) {
    return constraint.type().equals("primary_key");
  }
}
