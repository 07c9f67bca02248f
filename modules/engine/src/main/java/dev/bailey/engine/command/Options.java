package dev.bailey.engine.command;

import dev.bailey.project.manifest.Data;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The values of a command's options: those of the command line, else of the environment, else of
/// the project's `flags`, else dbt's defaults.
public final class Options {
  private final Map<Option, Data> given;
  private final Data.Dict project;

  Options(Map<Option, Data> given, Data.Dict project) {
    var copy = new EnumMap<Option, Data>(Option.class);
    copy.putAll(given);
    this.given = copy;
    this.project = project;
  }

  /// The same with the `flags` of a project.
  public Options withProjectFlags(Data.Dict flags) {
    return new Options(given, flags);
  }

  private Data value(Option option) {
    Data value = given.get(option);
    return value != null ? value : project.present(option.key()).orElseGet(option::fallback);
  }

  private boolean flag(Option option) {
    return value(option).truth();
  }

  private Optional<String> text(Option option) {
    return value(option).asText();
  }

  private Optional<Long> number(Option option) {
    return value(option) instanceof Data.Whole(BigInteger number)
        ? Optional.of(number.longValueExact())
        : Optional.empty();
  }

  private List<String> texts(Option option) {
    return value(option) instanceof Data.Items(List<Data> items)
        ? items.stream().flatMap(item -> item.asText().stream()).toList()
        : text(option).map(List::of).orElse(List.of());
  }

  /// The items of `--select`; those of one option form a union.
  public List<String> select() {
    return texts(Option.SELECT);
  }

  public List<String> exclude() {
    return texts(Option.EXCLUDE);
  }

  /// The name of a selector of `selectors.yml`.
  public Optional<String> selector() {
    return text(Option.SELECTOR);
  }

  /// `eager`, `cautious`, `buildable` or `empty`.
  public String indirectSelection() {
    return text(Option.INDIRECT_SELECTION).orElse("eager");
  }

  public List<String> resourceTypes() {
    return texts(Option.RESOURCE_TYPES);
  }

  public List<String> excludeResourceTypes() {
    return texts(Option.EXCLUDE_RESOURCE_TYPES);
  }

  public Optional<Integer> threads() {
    return flag(Option.SINGLE_THREADED)
        ? Optional.of(1)
        : number(Option.THREADS).map(Long::intValue);
  }

  public boolean failFast() {
    return flag(Option.FAIL_FAST);
  }

  public boolean warnError() {
    return flag(Option.WARN_ERROR);
  }

  public boolean fullRefresh() {
    return flag(Option.FULL_REFRESH);
  }

  public boolean empty() {
    return flag(Option.EMPTY);
  }

  public boolean storeFailures() {
    return flag(Option.STORE_FAILURES);
  }

  public boolean populateCache() {
    return flag(Option.POPULATE_CACHE);
  }

  public boolean cacheSelectedOnly() {
    return flag(Option.CACHE_SELECTED_ONLY);
  }

  public boolean introspect() {
    return flag(Option.INTROSPECT);
  }

  public boolean writeJson() {
    return flag(Option.WRITE_JSON);
  }

  /// Whether `docs generate` compiles first.
  public boolean compile() {
    return flag(Option.COMPILE);
  }

  public boolean emptyCatalog() {
    return flag(Option.EMPTY_CATALOG);
  }

  /// Whether `build` and `seed` show the first rows of seeds.
  public boolean show() {
    return flag(Option.SHOW);
  }

  public boolean quiet() {
    return flag(Option.QUIET);
  }

  public boolean print() {
    return flag(Option.PRINT);
  }

  public boolean debug() {
    return flag(Option.DEBUG);
  }

  public boolean useColors() {
    return flag(Option.USE_COLORS);
  }

  public int printerWidth() {
    return number(Option.PRINTER_WIDTH).orElse(80L).intValue();
  }

  public String logFormat() {
    return text(Option.LOG_FORMAT).orElse("default");
  }

  public String logFormatFile() {
    return text(Option.LOG_FORMAT_FILE).orElse("debug");
  }

  public String logLevel() {
    return flag(Option.DEBUG) ? "debug" : text(Option.LOG_LEVEL).orElse("info");
  }

  public String logLevelFile() {
    return text(Option.LOG_LEVEL_FILE).orElse("debug");
  }

  public Optional<String> logPath() {
    return text(Option.LOG_PATH);
  }

  public Optional<String> target() {
    return text(Option.TARGET);
  }

  public Optional<String> targetPath() {
    return text(Option.TARGET_PATH);
  }

  public Optional<String> profile() {
    return text(Option.PROFILE);
  }

  public Optional<String> profilesDir() {
    return text(Option.PROFILES_DIR);
  }

  public Optional<String> projectDir() {
    return text(Option.PROJECT_DIR);
  }

  /// The YAML of `--vars`.
  public Optional<String> vars() {
    return text(Option.VARS);
  }

  /// The YAML of `--args`.
  public Optional<String> args() {
    return text(Option.ARGS);
  }

  /// The macro of `run-operation`.
  public Optional<String> macro() {
    return text(Option.MACRO);
  }

  /// The query of `--inline`.
  public Optional<String> inline() {
    return text(Option.INLINE);
  }

  /// How many rows `show` gives; empty for all.
  public Optional<Integer> limit() {
    return number(Option.LIMIT).map(Long::intValue).filter(limit -> limit >= 0);
  }

  public Optional<String> output() {
    return text(Option.OUTPUT);
  }

  public List<String> outputKeys() {
    return texts(Option.OUTPUT_KEYS);
  }

  /// What templates see as `flags`, under upper-case names.
  public Data.Dict flags(CommandName command) {
    var all = new LinkedHashMap<String, Data>();
    for (Option option : Option.values()) {
      all.put(option.name(), value(option));
    }
    all.put("WHICH", Data.of(command.which()));
    return Data.dict(all);
  }

  /// What run_results calls `args`.
  public Data.Dict args(CommandName command) {
    var all = new LinkedHashMap<String, Data>();
    for (Option option : Option.values()) {
      Data value = value(option);
      if (!(value instanceof Data.Nothing)) {
        all.put(option.key(), value);
      }
    }
    all.put("which", Data.of(command.which().toLowerCase(Locale.ROOT)));
    return Data.dict(all);
  }
}
