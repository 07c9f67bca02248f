package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Bytes;
import dev.bailey.jinja.value.DecimalValue;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Range;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Test;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The tests of Jinja2 3.1.
public final class StandardTests {
  /// A test that compares its input with one argument.
  @FunctionalInterface
  private interface Relation {
    boolean holds(Value a, Value b, Execution x);
  }

  private StandardTests() {}

  /// All of them by name.
  public static Map<String, Test> all() {
    var all = new HashMap<String, Test>();
    addKinds(all);
    addRelations(all);
    addNumbers(all);
    alone(all, "lower", (v, x) -> method(v, "islower", x));
    alone(all, "upper", (v, x) -> method(v, "isupper", x));
    alone(all, "filter", (v, x) -> isName(v) && x.hasFilter(v.str()));
    alone(all, "test", (v, x) -> isName(v) && x.hasTest(v.str()));
    return Map.copyOf(all);
  }

  /// Whether it may be the name of something; TypeError when it could not even be a key.
  private static boolean isName(Value value) {
    if (value instanceof Str) {
      return true;
    }
    Operations.hash(value);
    return false;
  }

  /// A test without arguments that needs the execution.
  @FunctionalInterface
  private interface Question {
    boolean test(Value value, Execution x);
  }

  private static void alone(Map<String, Test> all, String name, Question question) {
    var parameters = Parameters.of("test_" + name, "");
    all.put(
        name,
        (value, a, x) -> {
          parameters.bind(a);
          return question.test(value, x);
        });
  }

  private static void kind(Map<String, Test> all, String name, Predicate<Value> question) {
    alone(all, name, (value, x) -> question.test(value));
  }

  private static void addKinds(Map<String, Test> all) {
    kind(all, "defined", v -> !(v instanceof Undefined));
    kind(all, "undefined", v -> v instanceof Undefined);
    kind(all, "none", v -> v instanceof None);
    kind(all, "boolean", v -> v instanceof Bool);
    kind(all, "true", v -> v instanceof Bool b && b.truth());
    kind(all, "false", v -> v instanceof Bool b && !b.truth());
    kind(all, "integer", v -> v instanceof Int);
    kind(all, "float", v -> v instanceof Float);
    kind(all, "number", StandardTests::isNumber);
    kind(all, "string", v -> v instanceof Str);
    kind(all, "mapping", Operations::isMapping);
    kind(all, "sequence", StandardTests::isSequence);
    kind(all, "iterable", StandardTests::isIterable);
    kind(all, "callable", Operations::isCallable);
    kind(all, "escaped", v -> v instanceof Str text && text.isMarkup());
  }

  private static boolean isNumber(Value value) {
    return value instanceof Int
        || value instanceof Bool
        || value instanceof Float
        || value instanceof DecimalValue;
  }

  /// Has a length and items by key; an undefined value pretends to have both.
  private static boolean isSequence(Value value) {
    return switch (value) {
      case Str _, ListValue _, TupleValue _, DictValue _, Range _, Bytes _ -> true;
      case Undefined undefined -> undefined.kind() != Undefined.Kind.STRICT;
      case HostValue host -> host.isSequence() || host.isMapping();
      default -> false;
    };
  }

  private static boolean isIterable(Value value) {
    if (value instanceof Undefined undefined && undefined.kind() == Undefined.Kind.STRICT) {
      throw undefined.error();
    }
    return Operations.isIterable(value);
  }

  private static void addRelations(Map<String, Test> all) {
    for (String name : new String[] {"eq", "==", "equalto"}) {
      relation(all, name, Operations::equal);
    }
    relation(all, "ne", Operations::notEqual);
    relation(all, "!=", Operations::notEqual);
    for (String name : new String[] {"gt", ">", "greaterthan"}) {
      relation(all, name, Operations::greater);
    }
    for (String name : new String[] {"lt", "<", "lessthan"}) {
      relation(all, name, Operations::less);
    }
    relation(all, "ge", Operations::greaterEqual);
    relation(all, ">=", Operations::greaterEqual);
    relation(all, "le", Operations::lessEqual);
    relation(all, "<=", Operations::lessEqual);
    relation(all, "sameas", (a, b, x) -> Operations.identical(a, b));
    relation(all, "in", (item, container, x) -> Operations.contains(container, item, x));
  }

  private static void relation(Map<String, Test> all, String name, Relation relation) {
    var parameters = Parameters.of("test_" + name, "other");
    all.put(name, (value, a, x) -> relation.holds(value, parameters.bind(a).get(0), x));
  }

  private static void addNumbers(Map<String, Test> all) {
    alone(all, "odd", (v, x) -> leaves(v, Int.of(2), Int.ONE, x));
    alone(all, "even", (v, x) -> leaves(v, Int.of(2), Int.ZERO, x));
    relation(all, "divisibleby", (v, divisor, x) -> leaves(v, divisor, Int.ZERO, x));
  }

  private static boolean leaves(Value value, Value divisor, Int rest, Execution x) {
    return Operations.equal(Operations.modulo(value, divisor, x), rest, x);
  }

  private static boolean method(Value value, String name, Execution x) {
    Str text = Str.of(Operations.str(value, x));
    return Operations.callMethod(text, name, Arguments.none(), x).truth();
  }
}
