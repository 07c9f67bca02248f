package dev.bailey.project.parse;

import dev.bailey.project.manifest.Column;
import dev.bailey.project.manifest.Constraint;
import dev.bailey.project.manifest.Contract;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.yaml.PythonText;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The contract of a node, with dbt's checksum over the columns that it promises.
final class Contracts {
  /// The materializations in which constraints have an effect.
  static final Set<String> ENFORCING = Set.of("table", "incremental");

  private Contracts() {}

  static Contract of(NodeConfig config, Collection<Column> columns, List<Constraint> constraints) {
    Data.Dict contract = config.dict("contract");
    boolean enforced = contract.find("enforced").map(Data::truth).orElse(false);
    boolean aliasTypes = contract.find("alias_types").map(Data::truth).orElse(true);
    return new Contract(
        enforced,
        aliasTypes,
        enforced ? Optional.of(checksum(config, columns, constraints)) : Optional.empty());
  }

  /// Over the text that dbt hashes: it holds Python's `repr` of dbt's own objects.
  private static String checksum(
      NodeConfig config, Collection<Column> columns, List<Constraint> constraints) {
    var text = new StringBuilder();
    columns.stream()
        .sorted(Comparator.comparing(Column::name))
        .forEach(column ->
            text.append('|')
                .append(column.name())
                .append(column.dataType().orElse("None"))
                .append(all("ColumnLevelConstraint", column.constraints(), false)));
    if (ENFORCING.contains(config.materialized())) {
      text.append(config.materialized()).append(all("ModelLevelConstraint", constraints, true));
    }
    return Checksums.sha256(text.toString());
  }

  private static String all(String type, List<Constraint> constraints, boolean ofModel) {
    return constraints.stream()
        .map(constraint -> one(type, constraint, ofModel))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String one(String type, Constraint c, boolean ofModel) {
    String columns = ofModel ? ", columns=" + PythonText.repr(Data.texts(c.columns())) : "";
    return "%s(type=<ConstraintType.%s: '%s'>, name=%s, expression=%s, warn_unenforced=%s, warn_unsupported=%s, to=%s, to_columns=%s%s)"
        .formatted(
            type,
            c.type(),
            c.type(),
            repr(c.name()),
            repr(c.expression()),
            PythonText.repr(Data.of(c.warnUnenforced())),
            PythonText.repr(Data.of(c.warnUnsupported())),
            repr(c.to()),
            PythonText.repr(Data.texts(c.toColumns())),
            columns);
  }

  private static String repr(Optional<String> text) {
    return PythonText.repr(Data.of(text));
  }
}
