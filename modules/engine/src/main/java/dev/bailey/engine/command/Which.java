package dev.bailey.engine.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The commands, under the words that are typed. `which` is dbt's own name for this choice.
public enum Which {
  BUILD("build", "build", "Run all seeds, models, snapshots and tests in DAG order"),
  CLEAN("clean", "clean", "Delete the folders in clean-targets"),
  CLONE("clone", "clone", "Clone the selected nodes from the place named in --state"),
  COMPILE("compile", "compile", "Write the SQL of models, tests and analyses to the target path"),
  DEBUG("debug", "debug", "Show the environment and test the connection"),
  DEPS("deps", "deps", "Install the packages that the project asks for"),
  DOCS_GENERATE("docs generate", "generate", "Write the catalog and the documentation site"),
  DOCS_SERVE("docs serve", "serve", "Serve the documentation site"),
  INIT("init", "init", "Make a new project"),
  LIST("list", "list", "List the resources of the project"),
  PARSE("parse", "parse", "Parse the project and write the manifest"),
  RETRY("retry", "retry", "Carry out again what failed in the previous run"),
  RUN("run", "run", "Compile models and run them against the target"),
  RUN_OPERATION("run-operation", "run-operation", "Call a macro with the given arguments"),
  SEED("seed", "seed", "Load CSV files into the warehouse"),
  SHOW("show", "show", "Compile one node or inline query, run it and show rows"),
  SNAPSHOT("snapshot", "snapshot", "Carry out the snapshots of the project"),
  SOURCE_FRESHNESS("source freshness", "freshness", "Check how old the data of sources is"),
  TEST("test", "test", "Run the tests of the selected nodes");

  private final String words;
  private final String recorded;
  private final String purpose;

  Which(String words, String recorded, String purpose) {
    this.words = words;
    this.recorded = recorded;
    this.purpose = purpose;
  }

  /// What is typed, such as `source freshness`.
  public String words() {
    return words;
  }

  /// What artifacts record as `args.which`, such as `freshness`.
  public String recorded() {
    return recorded;
  }

  /// One sentence for the help.
  public String purpose() {
    return purpose;
  }

  /// The command that is recorded under that word.
  public static Optional<Which> recordedAs(String word) {
    return Arrays.stream(values()).filter(which -> which.recorded.equals(word)).findFirst();
  }

  /// The command that is typed so; `ls` and `snapshot-freshness` are second names.
  static Optional<Which> typed(List<String> words) {
    String typed =
        String.join(" ", words)
            .replace("source snapshot-freshness", "source freshness")
            .replaceFirst("^ls$", "list");
    return Arrays.stream(values()).filter(which -> which.words.equals(typed)).findFirst();
  }

  /// Whether `dbt retry` can repeat the command.
  public boolean canBeRetried() {
    return switch (this) {
      case BUILD, CLONE, COMPILE, DOCS_GENERATE, RUN, RUN_OPERATION, SEED, SNAPSHOT, TEST -> true;
      case CLEAN, DEBUG, DEPS, DOCS_SERVE, INIT, LIST, PARSE, RETRY, SHOW, SOURCE_FRESHNESS ->
          false;
    };
  }

  /// Whether the command carries out nodes in the warehouse.
  public boolean runsNodes() {
    return switch (this) {
      case BUILD, CLONE, RUN, SEED, SNAPSHOT, TEST, RETRY -> true;
      case CLEAN,
          COMPILE,
          DEBUG,
          DEPS,
          DOCS_GENERATE,
          DOCS_SERVE,
          INIT,
          LIST,
          PARSE,
          RUN_OPERATION,
          SHOW,
          SOURCE_FRESHNESS ->
          false;
    };
  }

  /// Whether the command sends statements to the warehouse once the project is parsed.
  public boolean entersWarehouse() {
    return switch (this) {
      case BUILD,
          CLONE,
          COMPILE,
          DOCS_GENERATE,
          RUN,
          RUN_OPERATION,
          SEED,
          SHOW,
          SNAPSHOT,
          SOURCE_FRESHNESS,
          TEST ->
          true;
      case CLEAN, DEBUG, DEPS, DOCS_SERVE, INIT, LIST, PARSE, RETRY -> false;
    };
  }
}
