package dev.bailey.jinja;

import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Keyword;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.library.DbtFilters;
import dev.bailey.jinja.value.Str;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.List;

/// An environment as dbt sets it up, its tags included.
final class Dbt {
  private Dbt() {}

  static Environment environment() {
    return builder().filters(DbtFilters.text()).build();
  }

  static Environment nativeEnvironment() {
    return builder().filters(DbtFilters.marks()).build();
  }

  private static Environment.Builder builder() {
    return Environment.builder()
        .syntax(Syntax.dbt())
        .earlyReturn("return")
        .tag("test", Dbt::test)
        .tag("materialization", Dbt::materialization);
  }

  private static Statement test(Span word, TagParser parser) {
    String name = "test_" + parser.name();
    var parameters = parser.signature();
    var body = parser.bodyUntil("endtest");
    return new Statement.Macro(parser.since(word), "test", name, parameters, List.of(), body);
  }

  private static Statement materialization(Span word, TagParser parser) {
    String name = parser.name();
    String adapter = "default";
    var options = new ArrayList<Keyword>();
    while (parser.skip(",")) {
      if (parser.skipWord("default")) {
        continue;
      }
      String option = parser.name();
      parser.expect("=");
      Expression value = parser.expression();
      options.add(new Keyword(value.span(), option, value));
      if (option.equals("adapter")
          && value instanceof Expression.Literal literal
          && literal.value() instanceof Str text) {
        adapter = text.value();
      }
    }
    var body = parser.bodyUntil("endmaterialization");
    String full = "materialization_" + name + "_" + adapter;
    return new Statement.Macro(
        parser.since(word), "materialization", full, List.of(), options, body);
  }
}
