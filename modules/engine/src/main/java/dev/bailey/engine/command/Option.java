package dev.bailey.engine.command;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The options of dbt's command line: one table that parsing, environment variables, the `flags` of
/// templates, artifacts and help are made from.
@SuppressWarnings("ImmutableEnumChecker") // forms, scopes and these collections cannot be changed
public enum Option {
  CACHE_SELECTED_ONLY(
      new Form("cache_selected_only", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "List only the schemas of selected nodes when a run begins"),
  DEBUG(
      new Form("debug", Kind.TOGGLE, "false", List.of()),
      List.of("-d"),
      Set.of(),
      Scope.GLOBAL,
      "Show debug events on the terminal"),
  DEFER(
      new Form("defer", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Resolve unselected nodes from the manifest in --state"),
  DEFER_STATE(
      new Form("defer_state", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "The state directory for deferral only"),
  FAIL_FAST(
      new Form("fail_fast", Kind.TOGGLE, "false", List.of()),
      List.of("-x"),
      Set.of(),
      Scope.GLOBAL,
      "Stop at the first failure"),
  FAVOR_STATE(
      new Form("favor_state", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Defer even where the node exists in the target"),
  HINTS_ENABLED(
      new Form("hints_enabled", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Show hints now and then"),
  INDIRECT_SELECTION(
      new Form(
          "indirect_selection",
          Kind.CHOICE,
          "eager",
          List.of("eager", "cautious", "buildable", "empty")),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Which tests follow the nodes they test"),
  LOG_CACHE_EVENTS(
      new Form("log_cache_events", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Log every change of the relation cache"),
  LOG_FILE_MAX_BYTES(
      new Form("log_file_max_bytes", Kind.NUMBER, "10485760", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Size at which the log file is rotated"),
  LOG_FORMAT(
      new Form("log_format", Kind.CHOICE, "default", List.of("text", "debug", "json", "default")),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Form of the log on the terminal"),
  LOG_FORMAT_FILE(
      new Form(
          "log_format_file", Kind.CHOICE, "debug", List.of("text", "debug", "json", "default")),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Form of the log file"),
  LOG_LEVEL(
      new Form("log_level", Kind.CHOICE, "info", List.of("debug", "info", "warn", "error", "none")),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Least level of events on the terminal"),
  LOG_LEVEL_FILE(
      new Form(
          "log_level_file",
          Kind.CHOICE,
          "debug",
          List.of("debug", "info", "warn", "error", "none")),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Least level of events in the log file"),
  LOG_PATH(
      new Form("log_path", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Directory of the log file"),
  MACRO_DEBUGGING(
      new Form("macro_debugging", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Accepted and without effect"),
  MAXIMUM_SEED_SIZE_MIB(
      new Form("maximum_seed_size_mib", Kind.NUMBER, "1", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Largest seed that is hashed for comparison of states; 0 for no limit"),
  PARTIAL_PARSE(
      new Form("partial_parse", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Reuse the previous parse"),
  PARTIAL_PARSE_FILE_PATH(
      new Form("partial_parse_file_path", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Where the previous parse is kept"),
  PARTIAL_PARSE_FILE_DIFF(
      new Form("partial_parse_file_diff", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Find changed files by their content"),
  POPULATE_CACHE(
      new Form("populate_cache", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "List the relations of all schemas when a run begins"),
  PRINT(
      new Form("print", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Show what templates print"),
  PRINTER_WIDTH(
      new Form("printer_width", Kind.NUMBER, "80", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Width of the lines of progress"),
  PROFILE(
      new Form("profile", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "The profile, instead of that of dbt_project.yml"),
  QUIET(
      new Form("quiet", Kind.TOGGLE, "false", List.of()),
      List.of("-q"),
      Set.of(),
      Scope.GLOBAL,
      "Show errors only"),
  RECORD_TIMING_INFO(
      new Form("record_timing_info", Kind.TEXT, "", List.of()),
      List.of("-r"),
      Set.of(),
      Scope.GLOBAL,
      "Accepted and without effect"),
  SEND_ANONYMOUS_USAGE_STATS(
      new Form("send_anonymous_usage_stats", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Accepted; nothing is ever sent"),
  SHOW_ALL_DEPRECATIONS(
      new Form("show_all_deprecations", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Show each deprecation every time"),
  SHOW_RESOURCE_REPORT(
      new Form("show_resource_report", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Accepted and without effect"),
  SINGLE_THREADED(
      new Form("single_threaded", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Use one thread"),
  SNOWFLAKE_PROJECTS_OTEL(
      new Form("snowflake_projects_otel", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Accepted and without effect"),
  STATE(
      new Form("state", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Directory of the artifacts to compare with and to defer to"),
  STATIC_PARSER(
      new Form("static_parser", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Accepted and without effect"),
  TARGET(
      new Form("target", Kind.TEXT, "", List.of()),
      List.of("-t"),
      Set.of(),
      Scope.GLOBAL,
      "The output of the profile"),
  UPLOAD_TO_ARTIFACTS_INGEST_API(
      new Form("upload_to_artifacts_ingest_api", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Accepted; nothing is ever sent"),
  USE_COLORS(
      new Form("use_colors", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Use colours"),
  USE_COLORS_FILE(
      new Form("use_colors_file", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Use colours in the log file"),
  USE_EXPERIMENTAL_PARSER(
      new Form("use_experimental_parser", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Accepted and without effect"),
  USE_FAST_TEST_EDGES(
      new Form("use_fast_test_edges", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Accepted; test edges are fast"),
  USE_V2_PARSER(
      new Form("use_v2_parser", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Accepted and without effect"),
  V2_PARSER(
      new Form("v2_parser", Kind.TEXT, "dbt-core-experimental-parser parse", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.GLOBAL,
      "Accepted and without effect"),
  VERSION_CHECK(
      new Form("version_check", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Insist on require-dbt-version"),
  WARN_ERROR(
      new Form("warn_error", Kind.FLAG, "false", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Treat every warning as an error"),
  WARN_ERROR_OPTIONS(
      new Form("warn_error_options", Kind.YAML, "{}", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Which warnings are errors, as YAML"),
  WRITE_JSON(
      new Form("write_json", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.GLOBAL,
      "Write the artifacts"),
  PROFILES_DIR(
      new Form("profiles_dir", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(),
      Scope.EVERY_COMMAND,
      "Directory of profiles.yml"),
  PROJECT_DIR(
      new Form("project_dir", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(),
      Scope.EVERY_COMMAND,
      "Directory of dbt_project.yml"),
  TARGET_PATH(
      new Form("target_path", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(),
      Scope.EVERY_COMMAND,
      "Directory of the artifacts"),
  VARS(
      new Form("vars", Kind.YAML, "{}", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.EVERY_COMMAND,
      "Variables of the project, as YAML"),
  THREADS(
      new Form("threads", Kind.NUMBER, "", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.EVERY_COMMAND,
      "How many nodes run at the same time"),
  SELECT(
      new Form("select", Kind.TEXTS, "", List.of()),
      List.of("-s", "-m", "--models", "--model"),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(
          Which.BUILD,
          Which.CLONE,
          Which.COMPILE,
          Which.DOCS_GENERATE,
          Which.LIST,
          Which.RUN,
          Which.SEED,
          Which.SHOW,
          Which.SNAPSHOT,
          Which.SOURCE_FRESHNESS,
          Which.TEST),
      "What to include"),
  EXCLUDE(
      new Form("exclude", Kind.TEXTS, "", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(
          Which.BUILD,
          Which.CLONE,
          Which.COMPILE,
          Which.DOCS_GENERATE,
          Which.LIST,
          Which.RUN,
          Which.SEED,
          Which.SHOW,
          Which.SNAPSHOT,
          Which.SOURCE_FRESHNESS,
          Which.TEST),
      "What to leave out"),
  SELECTOR(
      new Form("selector", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(
          Which.BUILD,
          Which.CLONE,
          Which.COMPILE,
          Which.DOCS_GENERATE,
          Which.LIST,
          Which.RUN,
          Which.SEED,
          Which.SHOW,
          Which.SNAPSHOT,
          Which.SOURCE_FRESHNESS,
          Which.TEST),
      "A selector of selectors.yml"),
  RESOURCE_TYPES(
      new Form("resource_types", Kind.TEXTS, "", List.of()),
      List.of("--resource-type"),
      Set.of(),
      Scope.of(Which.BUILD, Which.CLONE, Which.LIST, Which.TEST),
      "Kinds of resources to include"),
  EXCLUDE_RESOURCE_TYPES(
      new Form("exclude_resource_types", Kind.TEXTS, "", List.of()),
      List.of("--exclude-resource-type"),
      Set.of(),
      Scope.of(Which.BUILD, Which.CLONE, Which.LIST, Which.TEST),
      "Kinds of resources to leave out"),
  EMPTY(
      new Form("empty", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(),
      Scope.of(Which.BUILD, Which.COMPILE, Which.RUN, Which.SEED, Which.SNAPSHOT),
      "Let ref and source give no rows"),
  EVENT_TIME_START(
      new Form("event_time_start", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(),
      Scope.of(Which.BUILD, Which.RUN),
      "Start of the time that microbatch models take in"),
  EVENT_TIME_END(
      new Form("event_time_end", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(),
      Scope.of(Which.BUILD, Which.RUN),
      "End of the time that microbatch models take in"),
  SAMPLE(
      new Form("sample", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(),
      Scope.of(Which.BUILD, Which.RUN),
      "Take a sample of inputs in this window of time"),
  EXPORT_SAVED_QUERIES(
      new Form("export_saved_queries", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.of(Which.BUILD),
      "Carry out exports of saved queries"),
  INCLUDE_SAVED_QUERY(
      new Form("include_saved_query", Kind.TOGGLE, "false", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.of(Which.BUILD),
      "Old name of --export-saved-queries"),
  FULL_REFRESH(
      new Form("full_refresh", Kind.FLAG, "false", List.of()),
      List.of("-f"),
      Set.of(),
      Scope.of(
          Which.BUILD, Which.CLONE, Which.COMPILE, Which.RETRY, Which.RUN, Which.SEED, Which.SHOW),
      "Build incremental models anew"),
  SHOW(
      new Form("show", Kind.FLAG, "false", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.BUILD, Which.SEED),
      "Show rows of what was loaded"),
  STORE_FAILURES(
      new Form("store_failures", Kind.FLAG, "false", List.of()),
      List.of(),
      Set.of(),
      Scope.of(Which.BUILD, Which.TEST),
      "Keep failing rows in the warehouse"),
  SQLPARSE(
      new Form(
          "sqlparse",
          Kind.YAML,
          "{MAX_GROUPING_DEPTH: null, MAX_GROUPING_TOKENS: null}",
          List.of()),
      List.of(),
      Set.of(Mark.HIDDEN),
      Scope.of(
          Which.BUILD,
          Which.CLONE,
          Which.COMPILE,
          Which.DOCS_GENERATE,
          Which.RUN,
          Which.SEED,
          Which.SHOW,
          Which.SNAPSHOT,
          Which.SOURCE_FRESHNESS,
          Which.TEST),
      "Accepted and without effect"),
  CLEAN_PROJECT_FILES_ONLY(
      new Form("clean_project_files_only", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.of(Which.CLEAN),
      "Delete nothing outside of the project"),
  COMPILE(
      new Form("compile", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DOCS_GENERATE),
      "Compile the models too"),
  EMPTY_CATALOG(
      new Form("empty_catalog", Kind.FLAG, "false", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DOCS_GENERATE),
      "Write a catalog without relations"),
  STATIC(
      new Form("static", Kind.FLAG, "false", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DOCS_GENERATE),
      "Write the site as one file"),
  BROWSER(
      new Form("browser", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DOCS_SERVE),
      "Open a browser"),
  HOST(
      new Form("host", Kind.TEXT, "127.0.0.1", List.of()),
      List.of(),
      Set.of(),
      Scope.of(Which.DOCS_SERVE),
      "Address to listen at"),
  PORT(
      new Form("port", Kind.NUMBER, "8080", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DOCS_SERVE),
      "Port to listen at"),
  OUTPUT(
      new Form("output", Kind.CHOICE, "text", List.of("json", "text")),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.COMPILE, Which.SHOW),
      "Form of the result"),
  LIST_OUTPUT(
      new Form("output", Kind.CHOICE, "selector", List.of("json", "name", "path", "selector")),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.LIST),
      "Form of the list"),
  OUTPUT_KEYS(
      new Form("output_keys", Kind.TEXTS, "", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.LIST),
      "Keys of --output json"),
  FRESHNESS_OUTPUT(
      new Form("output", Kind.TEXT, "", List.of()),
      List.of("-o"),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.SOURCE_FRESHNESS),
      "Where sources.json is written"),
  INTROSPECT(
      new Form("introspect", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(),
      Scope.of(Which.COMPILE, Which.SHOW),
      "Let templates ask the warehouse"),
  INLINE(
      new Form("inline", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.COMPILE, Which.SHOW),
      "SQL to compile instead of a node"),
  INLINE_DIRECT(
      new Form("inline_direct", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN, Mark.NO_ENVIRONMENT),
      Scope.of(Which.SHOW),
      "SQL to run as it is"),
  INJECT_EPHEMERAL_CTES(
      new Form("inject_ephemeral_ctes", Kind.TOGGLE, "true", List.of()),
      List.of(),
      Set.of(Mark.HIDDEN, Mark.NO_ENVIRONMENT),
      Scope.of(Which.COMPILE),
      "Put ephemeral models into the SQL"),
  LIMIT(
      new Form("limit", Kind.NUMBER, "5", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.SHOW),
      "How many rows to show; -1 for all"),
  CONNECTION(
      new Form("connection", Kind.FLAG, "false", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DEBUG),
      "Test the connection only"),
  CONFIG_DIR(
      new Form("config_dir", Kind.FLAG, "false", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DEBUG),
      "Show where profiles.yml is"),
  SOURCE(
      new Form("source", Kind.CHOICE, "hub", List.of("hub", "git", "local")),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DEPS),
      "Where --add-package comes from"),
  LOCK(
      new Form("lock", Kind.FLAG, "false", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DEPS),
      "Write the lock file only"),
  UPGRADE(
      new Form("upgrade", Kind.FLAG, "false", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DEPS),
      "Choose versions anew"),
  ADD_PACKAGE(
      new Form("add_package", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.DEPS),
      "Package to add, as name@version"),
  SKIP_PROFILE_SETUP(
      new Form("skip_profile_setup", Kind.FLAG, "false", List.of()),
      List.of("-s"),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.INIT),
      "Do not ask for a connection"),
  SKIP_DEBUG(
      new Form("skip_debug", Kind.FLAG, "false", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.INIT),
      "Do not test the connection"),
  ARGS(
      new Form("args", Kind.YAML, "{}", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.RUN_OPERATION),
      "Arguments of the macro, as YAML"),
  SQL(
      new Form("sql", Kind.TEXT, "", List.of()),
      List.of(),
      Set.of(Mark.NO_ENVIRONMENT),
      Scope.of(Which.RUN_OPERATION),
      "SQL to run instead of a macro");

  private final Form form;
  private final List<String> otherNames;
  private final Set<Mark> marks;
  private final Scope scope;
  private final String purpose;

  Option(Form form, List<String> otherNames, Set<Mark> marks, Scope scope, String purpose) {
    this.form = form;
    this.otherNames = otherNames;
    this.marks = marks;
    this.scope = scope;
    this.purpose = purpose;
  }

  /// What an option takes.
  enum Kind {
    /// Nothing; `--no-...` says the opposite.
    TOGGLE,
    /// Nothing; naming it sets it.
    FLAG,
    TEXT,
    CHOICE,
    NUMBER,
    /// All arguments up to the next option; may be given more than once.
    TEXTS,
    /// A dictionary in YAML.
    YAML
  }

  /// What else is to be known of an option.
  enum Mark {
    HIDDEN,
    NO_ENVIRONMENT
  }

  /// Name and value.
  ///
  /// @param word dbt's name with underscores
  /// @param fallback the default as it would be typed; empty for none
  /// @param choices what a [Kind#CHOICE] may be
  record Form(String word, Kind kind, String fallback, List<String> choices) {}

  /// Where an option may stand.
  ///
  /// @param global also before the command
  record Scope(boolean global, Set<Which> commands) {
    static final Scope GLOBAL = new Scope(true, EnumSet.allOf(Which.class));
    static final Scope EVERY_COMMAND = new Scope(false, EnumSet.allOf(Which.class));

    static Scope of(Which first, Which... more) {
      return new Scope(false, EnumSet.of(first, more));
    }
  }

  /// dbt's name with underscores, as in `flags` and in artifacts.
  public String word() {
    return form.word;
  }

  Kind kind() {
    return form.kind;
  }

  String fallback() {
    return form.fallback;
  }

  List<String> choices() {
    return form.choices;
  }

  String purpose() {
    return purpose;
  }

  boolean isHidden() {
    return marks.contains(Mark.HIDDEN);
  }

  boolean isGlobal() {
    return scope.global;
  }

  boolean isFor(Which which) {
    return scope.commands.contains(which);
  }

  /// Everything that sets it, the long name first.
  List<String> names() {
    return Stream.concat(Stream.of(longName()), otherNames.stream()).toList();
  }

  String longName() {
    return "--" + form.word.replace('_', '-');
  }

  /// What sets it to false.
  Optional<String> negativeName() {
    return form.kind == Kind.TOGGLE
        ? Optional.of("--no-" + form.word.replace('_', '-'))
        : Optional.empty();
  }

  /// The environment variables that set it, the strongest first.
  List<String> variables() {
    if (marks.contains(Mark.NO_ENVIRONMENT)) {
      return List.of();
    }
    String name = form.word.toUpperCase(Locale.ROOT);
    return List.of("DBT_ENGINE_" + name, "DBT_" + name);
  }

  /// The options of a command, those that may stand before it included.
  static List<Option> of(Which which) {
    return Arrays.stream(values()).filter(option -> option.isFor(which)).toList();
  }

  /// The options that may stand before any command.
  static List<Option> global() {
    return Arrays.stream(values()).filter(Option::isGlobal).toList();
  }
}
