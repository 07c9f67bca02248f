package dev.bailey.jinja.code;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Environment;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Markup;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Range;
import dev.bailey.jinja.value.SetValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Computes constant expressions while a template is compiled. dbt's native rendering shows the
/// difference: a constant becomes text at once, and only what is left keeps its type. What fails is
/// left for the rendering to fail on; what is large, too.
final class Folding {
  private static final Budget BUDGET =
      new Budget(10_000, 10_000, 50, Duration.ofSeconds(1), 100_000, 100_000);

  private final Environment environment;
  private @Nullable Frame frame;

  Folding(Environment environment) {
    this.environment = environment;
  }

  /// The code as a constant, if all its parts are and its value is of the types that Jinja2 folds.
  Code fold(Code code, boolean isConstant, Escaping escaping) {
    if (!isConstant) {
      return code;
    }
    return value(code, escaping).map(value -> folded(code, value)).orElse(code);
  }

  private static Code folded(Code code, Value value) {
    if (!isPlain(value)) {
      return new Reads.Fresh(code, value instanceof Undefined);
    }
    if (value instanceof Float number && !Double.isFinite(number.value())) {
      return new Reads.NoLiteral(number);
    }
    return isShareable(value) ? new Reads.Constant(value) : new Reads.Fresh(code, true);
  }

  /// The value of a constant code, or empty when computing it fails.
  Optional<Value> value(Code code, Escaping escaping) {
    if (code instanceof Reads.Constant(Value value)) {
      return Optional.of(value);
    }
    try {
      return Optional.of(code.eval(frame(escaping)));
    } catch (TemplateException | StackOverflowError _) {
      return Optional.empty();
    }
  }

  /// The text of a constant, or empty when it cannot be printed.
  Optional<String> text(Code code, Escaping escaping) {
    if (escaping == Escaping.OFF && code instanceof Reads.Constant(Str text)) {
      return Optional.of(text.value());
    }
    return value(code, escaping).flatMap(value -> text(value, escaping));
  }

  private Optional<String> text(Value value, Escaping escaping) {
    try {
      Frame f = frame(escaping);
      var out = TextBuilder.charged(f.x.meter());
      (escaping.escapesConstants() ? Markup.escape(value, f.x) : value).writeStr(out);
      return Optional.of(out.toString());
    } catch (TemplateException _) {
      return Optional.empty();
    }
  }

  /// The one frame in which all constants of a template are computed, each with the whole budget.
  private Frame frame(Escaping escaping) {
    Frame known = frame;
    if (known == null) {
      var rendering =
          Rendering.start(environment, BUDGET, Clock.systemUTC(), new SplittableRandom(0));
      var names = new Names(Context.empty(), Map.of(), new Blocks(List.of()), false);
      var out = TextBuilder.charged(rendering.meter());
      known = new Frame(new Function(), null, names, rendering, out);
      known.isFolding = true;
      frame = known;
    } else {
      known.x.meter().restart();
    }
    known.x.escape(escaping.escapesConstants());
    return known;
  }

  private static boolean isPlain(Value value) {
    return switch (value) {
      case None _, Bool _, Int _, Float _, Range _ -> true;
      case Str text -> text.kind() == Str.Kind.PLAIN || text.isMarkup();
      case TupleValue tuple -> arePlain(tuple.items());
      case ListValue list -> arePlain(list.items());
      case SetValue set -> arePlain(set.items());
      case DictValue dict ->
          dict.entries().entrySet().stream()
              .allMatch(entry -> isPlain(entry.getKey()) && isPlain(entry.getValue()));
      default -> false;
    };
  }

  private static boolean arePlain(Collection<Value> items) {
    for (Value item : items) {
      if (!isPlain(item)) {
        return false;
      }
    }
    return true;
  }

  /// Whether nobody can change the value, so that all may use the same.
  private static boolean isShareable(Value value) {
    return switch (value) {
      case ListValue _, DictValue _, SetValue _ -> false;
      case TupleValue tuple -> tuple.items().stream().allMatch(Folding::isShareable);
      case Float number -> Double.isFinite(number.value());
      default -> true;
    };
  }
}
