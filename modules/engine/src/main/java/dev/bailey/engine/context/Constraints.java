package dev.bailey.engine.context;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.adapter.ConstraintSupport;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.Given;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes columns and constraints of a contract as DDL, as far as the warehouse takes them.
final class Constraints {
  private final Adapter adapter;
  private final Notices notices;

  Constraints(Adapter adapter, Notices notices) {
    this.adapter = adapter;
    this.notices = notices;
  }

  /// dbt's `render_raw_columns_constraints`: one text for each column.
  ListValue columns(Value rawColumns, Execution x) {
    var rendered = ListValue.empty();
    Iterable<Value> columns =
        rawColumns instanceof DictValue dict
            ? dict.entries().values()
            : Operations.items(rawColumns, x);
    columns.forEach(column -> rendered.add(Str.of(column(column, x))));
    return rendered;
  }

  private String column(Value column, Execution x) {
    String name = Given.member(column, "name", x).str();
    String quote = adapter.quoteCharacter();
    boolean quoted = Given.member(column, "quote", x).truth();
    var text = new StringBuilder(quoted ? quote + name + quote : name);
    text.append(' ').append(Given.member(column, "data_type", x).str());
    for (Value constraint : list(Given.member(column, "constraints", x), x)) {
      taken(new Constraint(constraint, x))
          .flatMap(Constraints::ofColumn)
          .ifPresent(sql -> text.append(' ').append(sql));
    }
    return text.toString();
  }

  /// dbt's `render_raw_model_constraints`.
  ListValue model(Value rawConstraints, Execution x) {
    var rendered = ListValue.empty();
    for (Value constraint : list(rawConstraints, x)) {
      taken(new Constraint(constraint, x))
          .flatMap(Constraints::ofModel)
          .ifPresent(sql -> rendered.add(Str.of(sql)));
    }
    return rendered;
  }

  private static List<Value> list(Value value, Execution x) {
    return Given.isThere(value) ? Operations.items(value, x) : List.of();
  }

  /// The constraint, if the warehouse knows its type at all.
  private Optional<Constraint> taken(Constraint constraint) {
    ConstraintSupport support =
        constraint.type.equals("custom")
            ? ConstraintSupport.ENFORCED
            : adapter.constraintSupport(constraint.type);
    if (support == ConstraintSupport.NOT_SUPPORTED) {
      constraint.warn("warn_unsupported", "is not supported by", adapter, notices);
      return Optional.empty();
    }
    if (support == ConstraintSupport.NOT_ENFORCED) {
      constraint.warn("warn_unenforced", "is supported but not enforced by", adapter, notices);
    }
    return Optional.of(constraint);
  }

  private static Optional<String> ofColumn(Constraint c) {
    Optional<String> sql =
        switch (c.type) {
          case "check" -> c.expression.map(text -> "check (" + text + ")");
          case "not_null" -> Optional.of("not null " + c.expression.orElse(""));
          case "unique" -> Optional.of("unique " + c.expression.orElse(""));
          case "primary_key" -> Optional.of("primary key " + c.expression.orElse(""));
          case "foreign_key" -> c.reference();
          case "custom" -> c.expression;
          default -> Optional.empty();
        };
    return sql.map(String::strip);
  }

  private static Optional<String> ofModel(Constraint c) {
    String prefix = c.name.map(name -> "constraint " + name + " ").orElse("");
    String expression = c.expression.map(text -> " " + text).orElse("");
    String columns = "(" + String.join(", ", c.columns) + ")";
    return switch (c.type) {
      case "check" -> c.expression.map(text -> prefix + "check (" + text + ")");
      case "unique" -> Optional.of(prefix + "unique" + expression + " " + columns);
      case "primary_key" -> Optional.of(prefix + "primary key" + expression + " " + columns);
      case "foreign_key" ->
          c.reference().map(reference -> prefix + "foreign key " + columns + " " + reference);
      case "custom" -> c.expression.map(text -> prefix + text);
      default -> Optional.empty();
    };
  }

  /// One constraint as the manifest has it.
  private static final class Constraint {
    private final String type;
    private final Optional<String> name;
    private final Optional<String> expression;
    private final Optional<String> to;
    private final List<String> toColumns;
    private final List<String> columns;
    private final Value raw;
    private final Execution x;

    Constraint(Value raw, Execution x) {
      this.raw = raw;
      this.x = x;
      this.type = Given.member(raw, "type", x).str();
      this.name = filled("name");
      this.expression = filled("expression");
      this.to = filled("to");
      this.toColumns = texts("to_columns");
      this.columns = texts("columns");
    }

    private Optional<String> filled(String key) {
      return Given.text(Given.member(raw, key, x)).filter(text -> !text.isEmpty());
    }

    private List<String> texts(String key) {
      return list(Given.member(raw, key, x), x).stream()
          .map(Value::str)
          .collect(Collectors.toList());
    }

    /// What a foreign key points to.
    Optional<String> reference() {
      if (to.isPresent() && !toColumns.isEmpty()) {
        return Optional.of("references " + to.get() + " (" + String.join(", ", toColumns) + ")");
      }
      return expression.map(text -> "references " + text);
    }

    void warn(String key, String problem, Adapter adapter, Notices notices) {
      Value wanted = Given.member(raw, key, x);
      if (!Given.isThere(wanted) || wanted.truth()) {
        notices.warn(
            "The constraint type %s %s the %s adapter. See our documentation on how to turn off"
                    .formatted(type, problem, adapter.type())
                + " this warning.");
      }
    }
  }
}
