package dev.bailey.engine.run;

import dev.bailey.engine.context.StatementResults;
import dev.bailey.engine.context.TableValue;
import dev.bailey.jinja.value.DecimalValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.manifest.Node;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads a test's verdict from its only row: how many rows failed, and whether that is worth a
/// warning or an error.
final class TestOutcome {
  private TestOutcome() {}

  static NodeResult.Outcome of(Node test, StatementResults results, RunOptions options) {
    TableValue table = results.mainTable().orElseGet(TableValue::empty);
    if (table.height() != 1 || table.columns().size() != 3) {
      throw TemplateException.of(
          "DbtInternalError",
          "dbt internally failed to execute %s: Returned %d rows and %d cols, but expected 1 row and 3 cols"
              .formatted(test.uniqueId(), table.height(), table.columns().size()));
    }
    long failures = count(cell(table, "failures", test));
    boolean shouldWarn = truth(cell(table, "should_warn", test));
    boolean shouldError = truth(cell(table, "should_error", test));
    return outcome(test, results, options, new Verdict(failures, shouldWarn, shouldError));
  }

  /// The verdict of a unit test: the rows of the model against those that were expected.
  static NodeResult.Outcome ofUnitTest(StatementResults results) {
    Optional<String> difference = UnitTestDiff.of(results.mainTable().orElseGet(TableValue::empty));
    return new NodeResult.Outcome(
        difference.isPresent() ? Status.FAIL : Status.PASS,
        difference.map(diff -> "\n\nactual differs from expected:\n\n" + diff + "\n"),
        results.mainResponse(),
        OptionalLong.of(difference.isPresent() ? 1 : 0),
        Optional.empty(),
        false);
  }

  private record Verdict(long failures, boolean shouldWarn, boolean shouldError) {}

  private static NodeResult.Outcome outcome(
      Node test, StatementResults results, RunOptions options, Verdict verdict) {
    String severity = test.config().text("severity").orElse("ERROR").toUpperCase(Locale.ROOT);
    String found = "Got " + verdict.failures + (verdict.failures == 1 ? " result" : " results");
    if (severity.equals("ERROR") && verdict.shouldError) {
      return outcome(
          Status.FAIL, results, verdict, found + ", configured to fail if " + limit(test, "error"));
    }
    if (verdict.shouldWarn) {
      return options.warnErrors()
          ? outcome(
              Status.FAIL,
              results,
              verdict,
              found + ", configured to fail if " + limit(test, "warn"))
          : outcome(
              Status.WARN,
              results,
              verdict,
              found + ", configured to warn if " + limit(test, "warn"));
    }
    return outcome(Status.PASS, results, new Verdict(0, false, false), "");
  }

  private static String limit(Node test, String kind) {
    return test.config().text(kind + "_if").orElse("!= 0");
  }

  private static NodeResult.Outcome outcome(
      Status status, StatementResults results, Verdict verdict, String message) {
    return new NodeResult.Outcome(
        status,
        Optional.of(message).filter(text -> !text.isEmpty()),
        results.mainResponse(),
        OptionalLong.of(verdict.failures),
        Optional.empty(),
        false);
  }

  private static Value cell(TableValue table, String name, Node test) {
    return table.columns().stream()
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst()
        .map(column -> column.values().getFirst())
        .orElseThrow(() ->
            TemplateException.of(
                "DbtInternalError",
                "Invalid test result of " + test.uniqueId() + ": no column " + name));
  }

  private static long count(Value value) {
    return switch (value) {
      case Int number when number.isLong() -> number.longValue();
      case DecimalValue number -> number.value().longValue();
      default ->
          throw TemplateException.of(
              "DbtInternalError", "a test's failures are a number, not " + value.typeName());
    };
  }

  /// Warehouses without booleans give numbers or words.
  private static boolean truth(Value value) {
    return switch (value.str().toLowerCase(Locale.ROOT)) {
      case "true", "t", "1" -> true;
      case "false", "f", "0" -> false;
      default ->
          throw TemplateException.of(
              "DbtInternalError",
              "The test returned '%s', which cannot be read as a truth value"
                  .formatted(value.str()));
    };
  }
}
