package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Python class as templates see it: it makes instances, and has functions of its own. A method
/// of its instances can be called on it with the instance as first argument.
public final class PythonClass extends HostValue {
  private final String name;
  private final Builtin.FreeBody constructor;
  private final Map<String, Value> members;

  /// @param name with the module, such as `datetime.date`
  /// @param members class methods and constants
  public PythonClass(String name, Builtin.FreeBody constructor, Map<String, Value> members) {
    this.name = name;
    this.constructor = constructor;
    this.members = Map.copyOf(members);
  }

  @Override
  public String typeName() {
    return "type";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    return constructor.call(arguments, x);
  }

  @Override
  public @Nullable Value attribute(String attribute, Execution x) {
    return members.get(attribute);
  }

  @Override
  public Value callMethod(String method, Arguments arguments, Execution x) {
    Value member = members.get(method);
    if (member != null) {
      return Operations.call(member, arguments, x);
    }
    boolean hasInstance =
        arguments.count() > 0 && arguments.at(0).typeName().equals(name) && !method.startsWith("_");
    if (!hasInstance) {
      return super.callMethod(method, arguments, x);
    }
    Value bound = Operations.attribute(arguments.at(0), method, x);
    if (bound instanceof Undefined undefined) {
      throw TemplateException.of("AttributeError", undefined.message());
    }
    var rest =
        new Arguments(arguments.positional().subList(1, arguments.count()), arguments.named());
    return Operations.call(bound, rest, x);
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<class '" + name + "'>");
  }
}
