package dev.bailey.jinja;

import java.util.ArrayList;
import java.util.List;

/// Compares this engine with the oracle, case by case.
final class Differential {
  /// A case on which the two do not agree.
  record Difference(String label, Jinja2.Case given, Jinja2.Answer expected, Jinja2.Answer actual) {
    @Override
    public String toString() {
      return "%s%n  template: %s%n  options:  %s%n  jinja2:   %s  %s%n  bailey:   %s  %s%n"
          .formatted(
              label,
              given.template(),
              given.options(),
              expected.result(),
              expected.message(),
              actual.result(),
              actual.message());
    }
  }

  private Differential() {}

  static List<Difference> of(List<String> labels, List<Jinja2.Case> cases, Jinja2 oracle) {
    List<Jinja2.Answer> expected = oracle.answers(cases);
    var differences = new ArrayList<Difference>();
    for (int i = 0; i < cases.size(); i++) {
      Jinja2.Answer actual = Bailey.answer(cases.get(i));
      if (!agree(expected.get(i), actual)) {
        differences.add(new Difference(labels.get(i), cases.get(i), expected.get(i), actual));
      }
    }
    return differences;
  }

  /// Equal texts, or equal kinds of errors; a budget stands for the recursion limit of Python.
  /// Where Python did not come to an end in time, this engine only has to.
  static boolean agree(Jinja2.Answer expected, Jinja2.Answer actual) {
    return actual.result().equals(expected.result())
        || expected.result().equals("!Limit")
        || (expected.result().equals("!RecursionError")
            && actual.result().equals("!BudgetExceeded"));
  }
}
