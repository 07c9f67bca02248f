package dev.bailey.engine.command;

import dev.bailey.project.manifest.Data;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The options of one invocation. The command line counts before the environment, that before
/// dbt_project.yml, that before the defaults.
public final class Flags {
  /// What dbt leaves out of the record of an invocation while it is false.
  private static final Set<Option> UNSAID_WHEN_FALSE =
      Set.of(
          Option.DEBUG,
          Option.FULL_REFRESH,
          Option.FAIL_FAST,
          Option.WARN_ERROR,
          Option.SINGLE_THREADED,
          Option.LOG_CACHE_EVENTS,
          Option.STORE_FAILURES,
          Option.USE_EXPERIMENTAL_PARSER);

  /// What dbt_project.yml may say, beside [BehaviourFlags].
  private static final Set<Option> IN_PROJECT =
      Set.of(
          Option.CACHE_SELECTED_ONLY,
          Option.DEBUG,
          Option.FAIL_FAST,
          Option.INDIRECT_SELECTION,
          Option.LOG_FORMAT,
          Option.LOG_FORMAT_FILE,
          Option.LOG_LEVEL,
          Option.LOG_LEVEL_FILE,
          Option.MAXIMUM_SEED_SIZE_MIB,
          Option.PARTIAL_PARSE,
          Option.POPULATE_CACHE,
          Option.PRINTER_WIDTH,
          Option.SEND_ANONYMOUS_USAGE_STATS,
          Option.STATIC_PARSER,
          Option.USE_COLORS,
          Option.USE_COLORS_FILE,
          Option.USE_EXPERIMENTAL_PARSER,
          Option.VERSION_CHECK,
          Option.WARN_ERROR,
          Option.WARN_ERROR_OPTIONS,
          Option.WRITE_JSON);

  /// What `retry` does not take over from the command that it repeats: where files are, and how
  /// strict it is.
  private static final Set<Option> NOT_REPEATED =
      Set.of(
          Option.LOG_PATH,
          Option.PROFILES_DIR,
          Option.PROJECT_DIR,
          Option.TARGET_PATH,
          Option.DEFER_STATE,
          Option.WARN_ERROR);

  /// What the command line of `retry` may say anew.
  private static final Set<Option> GIVEN_ANEW = Set.of(Option.VARS, Option.THREADS);

  private final Which which;
  private final String invocation;
  private final Map<Option, Data> given;
  private final Data.Dict project;

  Flags(Which which, String invocation, Map<Option, Data> given, Data.Dict project) {
    this.which = which;
    this.invocation = invocation;
    this.given = new EnumMap<>(Option.class);
    this.given.putAll(given);
    this.project = project;
  }

  Flags withProject(Data.Dict flags) {
    return new Flags(which, invocation, given, flags);
  }

  /// The same with one option decided, as if it were typed.
  public Flags with(Option option, Data value) {
    var more = new EnumMap<Option, Data>(Option.class);
    more.putAll(given);
    more.put(option, value);
    return new Flags(which, invocation, more, project);
  }

  /// The options of an earlier command, with what these say of where files are, and with the
  /// variables and threads that these give.
  ///
  /// @param args as [#args] recorded them
  Flags repeating(Which earlier, Data.Dict args) {
    var all = new EnumMap<Option, Data>(Option.class);
    for (Option option : Option.of(earlier)) {
      if (!NOT_REPEATED.contains(option)) {
        args.present(option.word()).ifPresent(value -> all.put(option, value));
      }
    }
    given.forEach((option, value) -> {
      if (NOT_REPEATED.contains(option) || GIVEN_ANEW.contains(option)) {
        all.put(option, value);
      }
    });
    return new Flags(earlier, invocation, all, project);
  }

  /// Whether the command line or the environment says something of an option.
  public boolean isGiven(Option option) {
    return given.containsKey(option);
  }

  private Data value(Option option) {
    Data said = given.get(option);
    if (said != null) {
      return said;
    }
    return IN_PROJECT.contains(option)
        ? project.present(option.word()).orElseGet(() -> fallback(option))
        : fallback(option);
  }

  private static Data fallback(Option option) {
    return switch (option.kind()) {
      case TOGGLE, FLAG -> Data.of(option.fallback().equals("true"));
      case TEXT, CHOICE ->
          option.fallback().isEmpty() ? Data.nothing() : Data.of(option.fallback());
      case NUMBER ->
          option.fallback().isEmpty()
              ? Data.nothing()
              : new Data.Whole(new BigInteger(option.fallback()));
      case TEXTS -> Data.noItems();
      case YAML -> OptionValue.of(option, option.longName(), option.fallback());
    };
  }

  /// Whether a switch is on.
  public boolean isTrue(Option option) {
    return value(option).truth();
  }

  /// The value of an option that takes text.
  public Optional<String> text(Option option) {
    return value(option).asText();
  }

  /// The value of an option that has a default.
  public String choice(Option option) {
    return text(option).orElse(option.fallback());
  }

  /// The value of an option that takes a number.
  public OptionalInt number(Option option) {
    return value(option) instanceof Data.Whole(BigInteger number)
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  /// The values of an option that takes several.
  public List<String> texts(Option option) {
    return value(option) instanceof Data.Items(List<Data> items)
        ? items.stream().flatMap(item -> item.asText().stream()).toList()
        : List.of();
  }

  /// The dictionary of an option that takes YAML.
  public Data.Dict dict(Option option) {
    return value(option) instanceof Data.Dict dict ? dict : Data.noEntries();
  }

  /// Whether a behaviour flag of dbt, such as `skip_nodes_if_on_run_start_fails`, is on.
  public boolean behaves(String flag) {
    return project
        .present(flag)
        .map(Data::truth)
        .orElse(BehaviourFlags.DEFAULTS.getOrDefault(flag, false));
  }

  /// The `flags` of templates: upper case names.
  public Data.Dict template() {
    var out = new LinkedHashMap<String, Data>();
    all().forEach((name, value) -> out.put(name.toUpperCase(Locale.ROOT), value));
    return Data.dict(out);
  }

  /// The `args` of artifacts, as dbt records them: lower case names, nothing that is null.
  public Data.Dict args() {
    var out = new LinkedHashMap<String, Data>();
    all()
        .forEach((name, value) -> {
          if (!(value instanceof Data.Nothing)) {
            out.put(name, value);
          }
        });
    UNSAID_WHEN_FALSE.stream().filter(o -> !isTrue(o)).forEach(o -> out.remove(o.word()));
    out.put("strict_mode", Data.of(false));
    return Data.dict(out);
  }

  private Map<String, Data> all() {
    var out = new LinkedHashMap<String, Data>();
    out.put("which", Data.of(which.recorded()));
    out.put("invocation_command", Data.of(invocation));
    out.put(Option.INTROSPECT.word(), value(Option.INTROSPECT));
    for (Option option : Option.of(which)) {
      out.put(option.word(), option == Option.WARN_ERROR_OPTIONS ? warnings() : value(option));
    }
    BehaviourFlags.DEFAULTS.keySet().forEach(flag -> out.put(flag, Data.of(behaves(flag))));
    return out;
  }

  /// What becomes of warnings.
  public WarningRules warningRules() {
    return new WarningRules(this);
  }

  /// Which warnings are errors, dbt's older words for the keys included.
  public Data.Dict warnings() {
    Data.Dict options = dict(Option.WARN_ERROR_OPTIONS);
    var out = new LinkedHashMap<String, Data>();
    out.put("error", entry(options, "error", "include"));
    out.put("warn", entry(options, "warn", "exclude"));
    out.put("silence", options.present("silence").orElse(Data.noItems()));
    return Data.dict(out);
  }

  private static Data entry(Data.Dict options, String key, String oldKey) {
    return options.present(key).or(() -> options.present(oldKey)).orElse(Data.noItems());
  }
}
