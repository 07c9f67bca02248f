package dev.bailey.project;

import dev.bailey.project.relation.RelationStyle;
import dev.bailey.source.DirectoryTree;
import dev.bailey.source.SourceTree;
import java.nio.file.Path;
import java.util.Set;

/// A kind of warehouse for tests, with as few built-in macros as parsing needs.
public record TestDialect(String type) implements Dialect {

  /// The package `dbt` of these tests.
  public static SourceTree builtins() {
    return resource("macros/dbt");
  }

  /// A directory of the test resources.
  public static SourceTree resource(String path) {
    return new DirectoryTree(Path.of("src/test/resources").resolve(path), Set.of());
  }

  @Override
  public SourceTree macros() {
    return resource("macros/dbt_duckdb");
  }

  /// As DuckDB does.
  @Override
  public boolean enforces(String constraint) {
    return !constraint.equals("custom");
  }

  @Override
  public RelationStyle relationStyle() {
    return new RelationStyle(
        "DuckDBRelation", "\"", Integer.MAX_VALUE, false, Set.of(), Set.of(), false);
  }
}
