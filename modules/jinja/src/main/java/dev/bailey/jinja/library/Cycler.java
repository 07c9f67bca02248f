package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `cycler(a, b, ...)`: gives its items in turn.
final class Cycler extends HostValue {
  private final List<Value> items;
  private int position;

  Cycler(Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      throw TemplateException.of("RuntimeError", "at least one item has to be provided");
    }
    this.items = List.copyOf(arguments.positional());
  }

  @Override
  public String typeName() {
    return "Cycler";
  }

  @Override
  public String qualifiedTypeName() {
    return "jinja2.utils.Cycler";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "current" -> items.get(position);
      case "next" -> Builtin.free("next", (a, y) -> next());
      case "reset" -> Builtin.free("reset", (a, y) -> reset());
      default -> null;
    };
  }

  private Value next() {
    Value current = items.get(position);
    position = (position + 1) % items.size();
    return current;
  }

  private Value reset() {
    position = 0;
    return None.NONE;
  }
}
