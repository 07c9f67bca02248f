package dev.bailey.project.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TimeZoneValue;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.DbtVersion;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.Target;
import dev.bailey.project.manifest.Data;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What all templates of one invocation share: dbt's base context and `target`. Immutable, and
/// shared by threads; what templates could change is made anew for each of them.
final class InvocationNames implements Context {
  /// The version of dbt that Bailey behaves as.

  private final ParseOptions options;

  private final Inquiry inquiry;
  private final Map<String, Value> values;

  /// @param projectName empty while `dbt_project.yml` itself is read
  /// @param inquiry what templates ask of the invocation
  InvocationNames(ParseOptions options, String projectName, Inquiry inquiry) {
    this.options = options;
    this.inquiry = inquiry;
    Target target = options.target();
    var all = new HashMap<>(PureFunctions.byName());
    all.put("dbt_version", Str.of(DbtVersion.NUMBER));
    all.put(
        "run_started_at",
        DateTimeValue.of(
            LocalDateTime.ofInstant(options.startedAt(), ZoneOffset.UTC), TimeZoneValue.PYTZ_UTC));
    all.put("invocation_id", Str.of(options.invocationId()));
    all.put("env_var", inquiry.environmentVariable());
    all.put(
        "flags",
        new HostFunctions(
            "flags", flags(options.flags()), name -> inquiry.ask(Question.Kind.FLAG, name)));
    all.put("schema", Str.of(target.schema()));
    all.put("database", Values.of(Data.of(target.database())));
    all.put("thread_id", Str.of(ThreadName.current()));
    all.put("render", Builtin.of(Parameters.of("render", "string"), (a, x) -> a.get(0)));
    if (!projectName.isEmpty()) {
      all.put("project_name", Str.of(projectName));
    }
    this.values = Map.copyOf(all);
  }

  private static Map<String, Value> flags(Data.Dict flags) {
    var all = new HashMap<String, Value>();
    flags
        .entries()
        .forEach((key, value) -> key.asText().ifPresent(name -> all.put(name, Values.of(value))));
    return all;
  }

  @Override
  public @Nullable Value find(String name) {
    return switch (name) {
      case "target", "env" -> Values.of(target(options.target()));
      case "thread_id" -> Str.of(ThreadName.current());
      case "dbt_metadata_envs" -> Values.of(inquiry.ask(Question.Kind.CUSTOM_ENVIRONMENT, ""));
      case "invocation_args_dict" -> Values.of(inquiry.ask(Question.Kind.ARGUMENTS, ""));
      default -> values.get(name);
    };
  }

  @Override
  public Collection<String> names() {
    var names = new HashSet<>(values.keySet());
    names.addAll(Set.of("target", "env", "dbt_metadata_envs", "invocation_args_dict"));
    return names;
  }

  /// What templates see as `target`.
  static Data.Dict target(Target target) {
    var all = new LinkedHashMap<String, Data>();
    all.put("profile_name", Data.of(target.profileName()));
    all.put("name", Data.of(target.name()));
    all.put("target_name", Data.of(target.name()));
    all.put("type", Data.of(target.type()));
    all.put("threads", Data.of(target.threads()));
    all.put("database", Data.of(target.database()));
    all.put("schema", Data.of(target.schema()));
    return Data.dict(all).updated(target.fields());
  }

  static String text(Value value, dev.bailey.jinja.value.Execution x) {
    return Operations.str(value, x);
  }
}
