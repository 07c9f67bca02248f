package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.manifest.Data;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `ref` at run time. It is an object in dbt, and packages have found what hangs on it: the config
/// of the project, with the packages and the arguments of the command.
final class RefFunction extends HostValue {
  private final ParsedProject project;
  private final Builtin.FreeBody body;

  RefFunction(ParsedProject project, Builtin.FreeBody body) {
    this.project = project;
    this.body = body;
  }

  @Override
  public String typeName() {
    return "RuntimeRefResolver";
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
      case "current_project" -> Str.of(project.config().name());
      default -> null;
    };
  }

  private Value config() {
    var dependencies = DictValue.empty();
    project.packages().forEach((name, config) -> dependencies.put(name, about(config, Map.of())));
    var target = project.options().target();
    return about(
        project.config(),
        Map.of(
            "dependencies", dependencies,
            "args", new HostFunctions("Namespace", arguments()),
            "cli_vars", Values.of(project.options().vars()),
            "profile_name", Str.of(target.profileName()),
            "target_name", Str.of(target.name())));
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
    project
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
    out.append("<dbt.context.providers.RuntimeRefResolver object>");
  }
}
