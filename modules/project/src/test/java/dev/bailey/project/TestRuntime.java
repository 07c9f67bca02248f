package dev.bailey.project;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.RelationSpec;
import dev.bailey.project.context.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An engine without a warehouse: relations print as SQL, and every query finds nothing.
public final class TestRuntime implements RuntimeNames {
  private final List<String> said = new ArrayList<>();

  /// What templates said, in order.
  public List<String> said() {
    return said;
  }

  @Override
  public Value adapter() {
    return new NothingThere();
  }

  @Override
  public Value api() {
    return None.NONE;
  }

  @Override
  public Value relation(RelationSpec spec) {
    return new Relation(spec);
  }

  @Override
  public Map<String, Value> names() {
    return Map.of("load_result", Builtin.free("load_result", (a, x) -> None.NONE));
  }

  @Override
  public void log(String message, boolean info) {
    said.add(message);
  }

  @Override
  public void print(String message) {
    said.add(message);
  }

  @Override
  public void warn(String message) {
    said.add(message);
  }

  private static final class NothingThere extends HostValue {
    @Override
    public String typeName() {
      return "adapter";
    }

    @Override
    public Value callMethod(String name, Arguments arguments, Execution x) {
      return name.equals("get_columns_in_relation") ? ListValue.empty() : None.NONE;
    }
  }

  private static final class Relation extends HostValue {
    private final RelationSpec spec;

    Relation(RelationSpec spec) {
      this.spec = spec;
    }

    @Override
    public String typeName() {
      return "Relation";
    }

    @Override
    public @Nullable Value attribute(String name, Execution x) {
      return switch (name) {
        case "identifier", "name", "table" -> Str.of(spec.identifier());
        case "schema" -> Str.of(spec.schema());
        default -> null;
      };
    }

    @Override
    public void writeRepr(TextBuilder out) {
      out.append("<Relation>");
    }

    @Override
    public void writeStr(TextBuilder out) {
      if (spec.kind() == RelationSpec.Kind.EPHEMERAL) {
        out.append(spec.identifier());
        return;
      }
      var parts = new ArrayList<String>();
      spec.database().ifPresent(name -> parts.add(part(name, spec.quoting().database())));
      parts.add(part(spec.schema(), spec.quoting().schema()));
      parts.add(part(spec.identifier(), spec.quoting().identifier()));
      out.append(String.join(".", parts));
    }

    private static String part(String name, Optional<Boolean> quoted) {
      return quoted.orElse(true) ? '"' + name + '"' : name;
    }
  }
}
