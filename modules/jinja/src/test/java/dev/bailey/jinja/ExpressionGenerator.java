package dev.bailey.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes expressions of Jinja at random, most of them meaningful: each is asked for with a type in
/// mind, and now and then gets another.
class ExpressionGenerator {
  private static final int MISFIT = 120;

  final RandomGenerator random;

  /// Names in reach, by what they probably hold.
  final List<String> names = new ArrayList<>();

  ExpressionGenerator(RandomGenerator random) {
    this.random = random;
  }

  final boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  final String name() {
    return names.isEmpty() || chance(12)
        ? pick("a", "b", "n", "s", "t", "items", "d", "users", "nothing", "missing", "x", "y", "z")
        : names.get(random.nextInt(names.size()));
  }

  String any(int depth) {
    return switch (random.nextInt(11)) {
      case 0, 1 -> integer(depth);
      case 2, 3, 4 -> text(depth);
      case 5 -> list(depth);
      case 6 -> dict(depth);
      case 7 -> bool(depth);
      case 8 -> pick("none", "true", "false", "None", "True");
      case 9 -> number(depth);
      default -> name();
    };
  }

  private boolean misfits(int depth) {
    return depth > 0 && chance(MISFIT);
  }

  String integer(int depth) {
    if (misfits(depth)) {
      return any(depth - 1);
    }
    if (depth <= 0) {
      return pick("0", "1", "2", "3", "7", "10", "42", "-1", "1_000", "0x1f", "n", "a");
    }
    int d = depth - 1;
    return switch (random.nextInt(18)) {
      case 0 -> integer(d) + " + " + integer(d);
      case 1 -> integer(d) + " - " + integer(d);
      case 2 -> integer(d) + " * " + integer(d);
      case 3 -> integer(d) + " // " + integer(d);
      case 4 -> integer(d) + " % " + integer(d);
      case 5 -> "(" + integer(d) + ")";
      case 6 -> list(d) + " | length";
      case 7 -> text(d) + " | length";
      case 8 -> "-" + integer(d);
      case 9 -> text(d) + " | int";
      case 10 -> integer(d) + " | abs";
      case 11 ->
          "["
              + integer(d)
              + ", "
              + integer(d)
              + "] | "
              + pick("max", "min", "sum", "first", "last");
      case 12 -> pick("2", "3", "n") + " ** " + pick("0", "2", "3");
      case 13 -> text(d) + ".count(" + text(0) + ")";
      case 14 -> text(d) + ".find(" + text(0) + ")";
      case 15 -> integer(d) + " if " + bool(d) + " else " + integer(d);
      case 16 -> "items[" + pick("0", "1", "-1", integer(0)) + "]";
      default -> integer(0);
    };
  }

  String number(int depth) {
    if (depth <= 0) {
      return pick("1.5", "0.1", "2.0", "1e3", "1e-7", "3.14159", "b", "n", "100.0");
    }
    int d = depth - 1;
    return switch (random.nextInt(9)) {
      case 0 -> number(d) + " + " + number(d);
      case 1 -> number(d) + " * " + integer(d);
      case 2 -> integer(d) + " / " + pick("2", "3", "4", "n", integer(0));
      case 3 -> number(d) + " | round(" + pick("", "1", "2", "1, 'floor'", "0, 'ceil'") + ")";
      case 4 -> text(d) + " | float";
      case 5 -> number(d) + " // " + pick("2", "0.5", "n");
      case 6 -> "(" + number(d) + ")";
      case 7 -> integer(d) + " | float";
      default -> number(0);
    };
  }

  String text(int depth) {
    if (misfits(depth)) {
      return any(depth - 1);
    }
    if (depth <= 0) {
      return pick(
          "'abc'",
          "'Hello World'",
          "\"it's\"",
          "''",
          "' pad '",
          "'a,b,c'",
          "'x_y-z'",
          "'3'",
          "'3.7'",
          "'line\\nbreak'",
          "'é ß'",
          "s",
          "t",
          "'%s and %s'",
          "'{} {}'",
          "'<b>&\"'");
    }
    int d = depth - 1;
    return switch (random.nextInt(26)) {
      case 0 -> text(d) + " ~ " + any(d);
      case 1 -> text(d) + " + " + text(d);
      case 2 -> text(d) + " | " + pick("upper", "lower", "title", "capitalize", "trim", "string");
      case 3 -> text(d) + " | replace(" + text(0) + ", " + text(0) + ")";
      case 4 -> list(d) + " | join(" + text(0) + ")";
      case 5 ->
          text(d) + "." + pick("upper", "lower", "strip", "title", "swapcase", "lstrip") + "()";
      case 6 -> text(d) + ".replace(" + text(0) + ", " + text(0) + ")";
      case 7 -> text(d) + slice();
      case 8 -> text(d) + " * " + pick("0", "1", "2", "3");
      case 9 -> "'%s-%s' % (" + any(d) + ", " + any(d) + ")";
      case 10 -> "'{}:{}'.format(" + any(d) + ", " + any(d) + ")";
      case 11 -> any(d) + " | string";
      case 12 -> text(d) + " if " + bool(d) + (chance(4) ? "" : " else " + text(d));
      case 13 -> text(0) + ".join(" + list(d) + ")";
      case 14 -> name() + " | default(" + any(d) + (chance(3) ? ", true" : "") + ")";
      case 15 ->
          text(d)
              + " | "
              + pick(
                  "truncate(8)",
                  "truncate(5, true)",
                  "center(12)",
                  "wordwrap(6)",
                  "indent(2)",
                  "indent(1, true)",
                  "wordcount",
                  "reverse",
                  "first",
                  "last",
                  "escape",
                  "e",
                  "forceescape",
                  "striptags",
                  "urlencode");
      case 16 -> "(" + text(d) + ")";
      case 17 ->
          text(d)
              + "."
              + pick(
                  "zfill(6)",
                  "rjust(8)",
                  "ljust(8, '.')",
                  "center(9)",
                  "capitalize()",
                  "casefold()",
                  "expandtabs(2)");
      case 18 -> text(d) + " or " + text(d);
      case 19 -> text(d) + " and " + text(d);
      case 20 -> "users[" + pick("0", "1", "-1") + "]." + pick("name", "city", "nope");
      case 21 -> any(d) + " | tojson";
      case 22 -> text(0) + " " + text(0);
      case 23 -> text(d) + "[" + pick("0", "1", "-1", "99") + "]";
      case 24 ->
          "'%"
              + pick("s", "d", "05d", ".2f", "x", "r", "5s", "-5s|", "e", "g", "%")
              + "' | format("
              + any(d)
              + ")";
      default -> text(0);
    };
  }

  String slice() {
    return pick("[1:]", "[:2]", "[:-1]", "[::-1]", "[1:3]", "[::2]", "[-2:]", "[:]", "[5:1]");
  }

  String list(int depth) {
    if (misfits(depth)) {
      return any(depth - 1);
    }
    if (depth <= 0) {
      return pick(
          "[]",
          "[1, 2, 3]",
          "['b', 'A', 'c']",
          "items",
          "[1, 'x', none]",
          "(1, 2)",
          "range(3)",
          "['x']",
          "[[1, 2], [3, 4]]",
          "users",
          "()",
          "(1,)");
    }
    int d = depth - 1;
    return switch (random.nextInt(24)) {
      case 0 -> "[" + any(d) + ", " + any(d) + "]";
      case 1 -> list(d) + " + " + list(d);
      case 2 -> list(d) + slice();
      case 3 -> list(d) + " | sort" + pick("", "(reverse=true)", "(case_sensitive=true)");
      case 4 -> list(d) + " | list";
      case 5 -> list(d) + " | reverse | list";
      case 6 -> list(d) + " | unique | list";
      case 7 -> "users | map(attribute='" + pick("name", "age", "city", "nope") + "') | list";
      case 8 ->
          list(d) + " | map('" + pick("upper", "string", "int", "length", "nofilter") + "') | list";
      case 9 ->
          list(d)
              + " | select"
              + pick("", "('string')", "('number')", "('gt', 1)", "('defined')")
              + " | list";
      case 10 ->
          list(d) + " | reject" + pick("", "('string')", "('none')", "('eq', 'x')") + " | list";
      case 11 ->
          "users | selectattr('"
              + pick("age", "name", "city")
              + "'"
              + pick("", ", 'gt', 20", ", 'eq', 'Rome'", ", 'none'")
              + ") | list";
      case 12 -> dict(d) + "." + pick("keys", "values", "items") + "() | list";
      case 13 -> "range(" + pick("3", "1, 4", "0, 10, 3", "5, 0, -2", "n") + ") | list";
      case 14 -> text(d) + ".split(" + pick("", "','", "' '", "'x'") + ")";
      case 15 -> list(d) + " | batch(2" + pick("", ", 'x'") + ") | list";
      case 16 -> list(d) + " | slice(2" + pick("", ", 0") + ") | list";
      case 17 -> dict(d) + " | dictsort" + pick("", "(by='value')", "(reverse=true)", "(true)");
      case 18 -> "users | groupby('" + pick("city", "age") + "') | map('list') | list";
      case 19 -> list(d) + " * " + pick("0", "1", "2");
      case 20 -> "(" + list(d) + ")";
      case 21 -> dict(d) + " | items | list";
      case 22 -> text(d) + " | list";
      default -> list(0);
    };
  }

  String dict(int depth) {
    if (depth <= 0) {
      return pick("{}", "{'a': 1}", "{'k': 'v', 'n': 2}", "d", "{1: 'one', 'b': [1]}", "users[0]");
    }
    int d = depth - 1;
    return switch (random.nextInt(6)) {
      case 0 -> "{" + text(0) + ": " + any(d) + "}";
      case 1 -> "{" + text(0) + ": " + any(d) + ", " + integer(0) + ": " + any(d) + "}";
      case 2 -> "dict(a=" + any(d) + ", b=" + any(d) + ")";
      case 3 -> "dict(" + dict(d) + pick("", ", z=1") + ")";
      default -> dict(0);
    };
  }

  String bool(int depth) {
    if (depth <= 0) {
      return pick("true", "false", "a", "s", "items", "nothing", "missing", "1", "0", "''");
    }
    int d = depth - 1;
    return switch (random.nextInt(18)) {
      case 0 -> any(d) + " == " + any(d);
      case 1 -> any(d) + " != " + any(d);
      case 2 -> integer(d) + " " + pick("<", "<=", ">", ">=") + " " + integer(d);
      case 3 -> "not " + bool(d);
      case 4 -> bool(d) + " and " + bool(d);
      case 5 -> bool(d) + " or " + bool(d);
      case 6 -> any(d) + " in " + list(d);
      case 7 -> any(d) + " not in " + list(d);
      case 8 -> text(d) + " in " + text(d);
      case 9 -> text(d) + " in " + dict(d);
      case 10 -> any(d) + " is " + pick("", "not ") + test();
      case 11 -> integer(0) + " < " + integer(d) + " < " + integer(0);
      case 12 -> text(d) + "." + pick("startswith", "endswith") + "(" + text(0) + ")";
      case 13 ->
          text(d)
              + "."
              + pick("isdigit()", "isalpha()", "isupper()", "islower()", "isspace()", "istitle()");
      case 14 -> "(" + bool(d) + ")";
      case 15 -> text(d) + " " + pick("<", ">", "<=") + " " + text(d);
      case 16 ->
          integer(d)
              + " is "
              + pick(
                  "odd",
                  "even",
                  "divisibleby 3",
                  "divisibleby(2)",
                  "gt 1",
                  "eq 3",
                  "lt(5)",
                  "in [1, 2]");
      default -> bool(0);
    };
  }

  private String test() {
    return pick(
        "defined",
        "undefined",
        "none",
        "string",
        "number",
        "mapping",
        "sequence",
        "iterable",
        "boolean",
        "true",
        "false",
        "integer",
        "float",
        "callable",
        "upper",
        "lower",
        "sameas none",
        "escaped",
        "filter",
        "test",
        "eq 1",
        "in items");
  }
}
