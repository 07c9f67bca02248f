package dev.bailey.jinja.ast;

import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The values of expressions that are written out: literals, signed numbers, and lists, tuples and
/// dictionaries of these.
public final class Constants {
  private Constants() {}

  /// A fresh value, or empty when the expression needs a rendering.
  public static Optional<Value> of(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> Optional.of(literal.value());
      case Expression.Tuple tuple -> all(tuple.items()).map(TupleValue::copyOf);
      case Expression.ListDisplay list -> all(list.items()).map(ListValue::copyOf);
      case Expression.DictDisplay dict -> dict(dict);
      case Expression.Unary unary -> of(unary.operand()).flatMap(v -> signed(unary.sign(), v));
      default -> Optional.empty();
    };
  }

  private static Optional<Value> signed(Expression.Sign sign, Value value) {
    boolean isMinus = sign == Expression.Sign.MINUS;
    return switch (value) {
      case Int i -> Optional.of(isMinus ? Int.of(i.bigValue().negate()) : i);
      case Float f -> Optional.of(isMinus ? Float.of(-f.value()) : f);
      default -> Optional.empty();
    };
  }

  private static Optional<List<Value>> all(List<Expression> items) {
    var values = new ArrayList<Value>(items.size());
    for (Expression item : items) {
      Optional<Value> value = of(item);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  private static Optional<Value> dict(Expression.DictDisplay display) {
    var dict = DictValue.empty();
    for (Expression.Entry entry : display.entries()) {
      Optional<Value> key = of(entry.key()).filter(Constants::isKey);
      Optional<Value> value = of(entry.value());
      if (key.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      dict.put(key.get(), value.get());
    }
    return Optional.of(dict);
  }

  private static boolean isKey(Value value) {
    return !(value instanceof ListValue || value instanceof DictValue)
        && !(value instanceof TupleValue tuple
            && !tuple.items().stream().allMatch(Str.class::isInstance));
  }
}
