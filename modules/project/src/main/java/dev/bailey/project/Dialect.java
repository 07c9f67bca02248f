package dev.bailey.project;

import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.relation.ColumnTypes;
import dev.bailey.project.relation.RelationStyle;
import dev.bailey.source.SourceTree;
import java.util.List;
import java.util.Optional;

/// What parsing and compiling must know of a kind of warehouse; none of it needs a connection.
public interface Dialect {

  /// dbt's name for it, such as `duckdb`; also the first prefix that `adapter.dispatch` tries.
  String type();

  /// The prefixes that `adapter.dispatch` tries after its own, nearest first, without `default`.
  default List<String> parents() {
    return List.of();
  }

  /// The package of built-in macros for this kind of warehouse, named `dbt_<type>`.
  SourceTree macros();

  /// How relations are named here.
  RelationStyle relationStyle();

  /// The type names.
  default ColumnTypes columnTypes() {
    return new ColumnTypes() {};
  }

  /// What queries have in the place of a source's name, such as the file that holds its rows.
  ///
  /// @throws dev.bailey.jinja.value.TemplateException when what the source says of it makes no
  ///   sense
  default Optional<String> location(SourceDefinition source) {
    return Optional.empty();
  }

  /// Whether the warehouse sees to it that constraints of a type, such as `primary_key`, hold.
  default boolean enforces(String constraint) {
    return false;
  }

  /// Whether several batches of a microbatch model may be built at once.
  default boolean buildsBatchesAtOnce() {
    return false;
  }

  /// What stands before a text to make it a time, such as `TIMESTAMP `; nothing where a text will
  /// do.
  default String timePrefix() {
    return "";
  }

  /// The character around a quoted identifier.
  default String quoteCharacter() {
    return relationStyle().quoteCharacter();
  }
}
