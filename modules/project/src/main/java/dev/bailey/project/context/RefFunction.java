package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.manifest.Data;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `ref`. It is an object in dbt, and packages have found what hangs on it: the config of the
/// project, with the packages and, at run time, the arguments of the command.
final class RefFunction extends HostValue {
  private final Scope scope;
  private final boolean isRunning;
  private final Builtin.FreeBody body;

  private RefFunction(Scope scope, boolean isRunning, Builtin.FreeBody body) {
    this.scope = scope;
    this.isRunning = isRunning;
    this.body = body;
  }

  /// While templates are parsed. What is parsed must not depend on the arguments, which differ from
  /// command to command.
  static RefFunction parsing(Scope scope, Builtin.FreeBody body) {
    return new RefFunction(scope, false, body);
  }

  static RefFunction running(Scope scope, Builtin.FreeBody body) {
    return new RefFunction(scope, true, body);
  }

  @Override
  public String typeName() {
    return isRunning ? "RuntimeRefResolver" : "ParseRefResolver";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    return body.call(arguments, x);
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "config" -> config();
      case "current_project" -> Str.of(scope.root().name());
      default -> null;
    };
  }

  private Value config() {
    var dependencies = DictValue.empty();
    scope.packages().forEach((name, config) -> dependencies.put(name, about(config, Map.of())));
    var target = scope.options().target();
    var own = new HashMap<String, Value>();
    own.put("dependencies", dependencies);
    own.put("cli_vars", Values.of(scope.options().vars()));
    own.put("profile_name", Str.of(target.profileName()));
    own.put("target_name", Str.of(target.name()));
    if (isRunning) {
      own.put("args", new HostFunctions("Namespace", arguments()));
    }
    return about(scope.root(), own);
  }

  private static Value about(ProjectConfig config, Map<String, Value> more) {
    var all = new HashMap<>(more);
    all.put("project_name", Str.of(config.name()));
    all.put("version", Values.of(Data.of(config.version())));
    all.put(
        "vars",
        new HostFunctions(
            "VarProvider",
            Map.of("to_dict", Builtin.free("to_dict", (_, _) -> Values.of(config.vars())))));
    return new HostFunctions("RuntimeConfig", all);
  }

  /// The flags under the names of the command line.
  private Map<String, Value> arguments() {
    var all = new HashMap<String, Value>();
    scope
        .options()
        .flags()
        .entries()
        .forEach((key, value) ->
            key.asText()
                .ifPresent(
                    name -> all.put(name.toLowerCase(java.util.Locale.ROOT), Values.of(value))));
    return all;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<dbt.context.providers.").append(typeName()).append(" object>");
  }
}
