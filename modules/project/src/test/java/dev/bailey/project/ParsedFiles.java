package dev.bailey.project;

import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A project of a few files in memory, named `shop`.
final class ParsedFiles {
  private final Map<String, String> files =
      new HashMap<>(Map.of("dbt_project.yml", "{name: shop, profile: shop}"));

  ParsedFiles with(String path, String text) {
    files.put(path, text);
    return this;
  }

  ParsedProject project() {
    return ((Outcome.Ok<ParsedProject>) load()).value();
  }

  List<String> warnings() {
    return project().warnings().stream().map(Problem::message).toList();
  }

  List<String> errors() {
    return load().problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .map(Problem::message)
        .toList();
  }

  private Outcome<ParsedProject> load() {
    return load(ProjectSource.of(new MemoryTree(files)));
  }

  /// Any project, with the target of these.
  static Outcome<ParsedProject> load(ProjectSource source) {
    var target =
        new Target("shop", "dev", "duckdb", Optional.of("shop"), "main", 1, Data.noEntries());
    var options =
        new ParseOptions(
            target, Data.noEntries(), Map.of(), Data.noEntries(), "test", Instant.EPOCH);
    return new ProjectLoader(new TestDialect("duckdb"), TestDialect.builtins())
        .load(source, options);
  }
}
