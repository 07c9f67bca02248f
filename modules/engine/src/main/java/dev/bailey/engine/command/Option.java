package dev.bailey.engine.command;

import dev.bailey.project.manifest.Data;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The options of dbt's commands, with their kinds and defaults.
///
/// One table for all commands: an option that a command does not use does no harm there, and is
/// refused no more strictly than dbt's environment variables are.
///
/// https://docs.getdbt.com/reference/global-configs/about-global-configs
@SuppressWarnings("ImmutableEnumChecker") // data and these lists cannot be changed
enum Option {
  CACHE_SELECTED_ONLY(Kind.FLAG, false),
  COMPILE(Kind.FLAG, true),
  DEBUG(Kind.FLAG, false, "-d"),
  DEFER(Kind.FLAG, false),
  EMPTY(Kind.FLAG, false),
  EMPTY_CATALOG(Kind.FLAG, false),
  EXPORT_SAVED_QUERIES(Kind.FLAG, false),
  FAIL_FAST(Kind.FLAG, false, "-x"),
  FAVOR_STATE(Kind.FLAG, false),
  FULL_REFRESH(Kind.FLAG, false, "-f"),
  HINTS_ENABLED(Kind.FLAG, true),
  INJECT_EPHEMERAL_CTES(Kind.FLAG, true),
  INTROSPECT(Kind.FLAG, true),
  LOCK(Kind.FLAG, false),
  LOG_CACHE_EVENTS(Kind.FLAG, false),
  MACRO_DEBUGGING(Kind.FLAG, false),
  PARTIAL_PARSE(Kind.FLAG, true),
  PARTIAL_PARSE_FILE_DIFF(Kind.FLAG, true),
  POPULATE_CACHE(Kind.FLAG, true),
  PRINT(Kind.FLAG, true),
  QUIET(Kind.FLAG, false, "-q"),
  SEND_ANONYMOUS_USAGE_STATS(Kind.FLAG, false),
  SHOW(Kind.FLAG, false),
  SHOW_ALL_DEPRECATIONS(Kind.FLAG, false),
  SHOW_RESOURCE_REPORT(Kind.FLAG, false),
  SINGLE_THREADED(Kind.FLAG, false),
  STATIC(Kind.FLAG, false),
  STATIC_PARSER(Kind.FLAG, true),
  STORE_FAILURES(Kind.FLAG, false),
  UPGRADE(Kind.FLAG, false),
  USE_COLORS(Kind.FLAG, true),
  USE_COLORS_FILE(Kind.FLAG, true),
  USE_EXPERIMENTAL_PARSER(Kind.FLAG, false),
  USE_FAST_TEST_EDGES(Kind.FLAG, false),
  VERSION_CHECK(Kind.FLAG, true),
  WARN_ERROR(Kind.FLAG, false),
  WRITE_JSON(Kind.FLAG, true),

  ARGS(Kind.TEXT),
  CLEAN_PROJECT_FILES_ONLY(Kind.FLAG, true),
  CONNECTION(Kind.FLAG, false),
  DEFER_STATE(Kind.TEXT),
  EVENT_TIME_END(Kind.TEXT),
  EVENT_TIME_START(Kind.TEXT),
  INDIRECT_SELECTION(Kind.TEXT, "eager"),
  INLINE(Kind.TEXT),
  LIMIT(Kind.NUMBER, 5),
  LOG_FILE_MAX_BYTES(Kind.NUMBER, 10 * 1024 * 1024),
  LOG_FORMAT(Kind.TEXT, "default"),
  LOG_FORMAT_FILE(Kind.TEXT, "debug"),
  LOG_LEVEL(Kind.TEXT, "info"),
  LOG_LEVEL_FILE(Kind.TEXT, "debug"),
  LOG_PATH(Kind.TEXT),
  MACRO(Kind.TEXT),
  MAXIMUM_SEED_SIZE_MIB(Kind.NUMBER, 1),
  OUTPUT(Kind.TEXT, "-o"),
  PARTIAL_PARSE_FILE_PATH(Kind.TEXT),
  PRINTER_WIDTH(Kind.NUMBER, 80),
  PROFILE(Kind.TEXT),
  PROFILES_DIR(Kind.TEXT),
  PROJECT_DIR(Kind.TEXT),
  RECORD_TIMING_INFO(Kind.TEXT),
  SAMPLE(Kind.TEXT),
  SELECTOR(Kind.TEXT),
  SQLPARSE(Kind.TEXT),
  STATE(Kind.TEXT),
  TARGET(Kind.TEXT, "-t"),
  TARGET_PATH(Kind.TEXT),
  THREADS(Kind.NUMBER),
  VARS(Kind.TEXT),
  WARN_ERROR_OPTIONS(Kind.TEXT),

  EXCLUDE(Kind.LIST),
  EXCLUDE_RESOURCE_TYPES(Kind.LIST, "--exclude-resource-type"),
  OUTPUT_KEYS(Kind.LIST),
  RESOURCE_TYPES(Kind.LIST, "--resource-type"),
  SELECT(Kind.LIST, "-s", "-m", "--models", "--model");

  enum Kind {
    /// `--name` or `--no-name`.
    FLAG,
    TEXT,
    NUMBER,
    /// Takes every word up to the next option, and may be repeated.
    LIST
  }

  private static final Map<String, Option> BY_SPELLING =
      Arrays.stream(values())
          .flatMap(option -> option.spellings().stream().map(word -> Map.entry(word, option)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private final Kind kind;
  private final Data fallback;
  private final List<String> others;

  Option(Kind kind, String... others) {
    // A word that is no option is a default.
    this.kind = kind;
    boolean hasDefault = others.length == 1 && !others[0].startsWith("-");
    this.fallback =
        hasDefault
            ? Data.of(others[0])
            : kind == Kind.LIST ? Data.noItems() : Data.of(Optional.<String>empty());
    this.others = hasDefault ? List.of() : List.of(others);
  }

  Option(Kind kind, boolean fallback, String... others) {
    this.kind = kind;
    this.fallback = Data.of(fallback);
    this.others = List.of(others);
  }

  Option(Kind kind, long fallback) {
    this.kind = kind;
    this.fallback = Data.of(fallback);
    this.others = List.of();
  }

  /// The option that a word on the command line names.
  static Optional<Option> spelled(String word) {
    return Optional.ofNullable(BY_SPELLING.get(word));
  }

  Kind kind() {
    return kind;
  }

  Data fallback() {
    return fallback;
  }

  /// dbt's name in `args` and, in upper case, in `flags`.
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The environment variables that set it, the stronger first.
  List<String> variables() {
    return List.of("DBT_ENGINE_" + name(), "DBT_" + name());
  }

  private List<String> spellings() {
    var all = new java.util.ArrayList<>(others);
    all.add("--" + key().replace('_', '-'));
    return all;
  }

  /// The value that a text on the command line or in the environment gives.
  ///
  /// @throws IllegalArgumentException when it cannot be that
  Data value(String text) {
    Function<String, Data> reading =
        switch (kind) {
          case FLAG -> Option::truth;
          case TEXT -> Data::of;
          case NUMBER -> Option::number;
          case LIST -> list -> Data.texts(List.of(list.strip().split("\\s+")));
        };
    return reading.apply(text);
  }

  private static Data truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "1", "t", "true", "y", "yes", "on" -> Data.of(true);
      case "0", "f", "false", "n", "no", "off", "" -> Data.of(false);
      default -> throw new IllegalArgumentException("'" + text + "' is not a valid boolean.");
    };
  }

  private static Data number(String text) {
    try {
      return Data.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a valid integer.", e);
    }
  }
}
