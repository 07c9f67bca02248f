package dev.bailey.engine.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// dbt's commands.
public enum CommandName {
  BUILD("build"),
  RUN("run"),
  TEST("test"),
  SEED("seed"),
  SNAPSHOT("snapshot"),
  COMPILE("compile"),
  SHOW("show"),
  LIST("list"),
  PARSE("parse"),
  DOCS_GENERATE("docs generate", "generate"),
  SOURCE_FRESHNESS("source freshness", "freshness"),
  RUN_OPERATION("run-operation"),
  DEPS("deps"),
  CLEAN("clean"),
  DEBUG("debug");

  private final String words;
  private final String which;

  CommandName(String words) {
    this(words, words);
  }

  CommandName(String words, String which) {
    this.words = words;
    this.which = which;
  }

  /// The command as it is typed.
  public String words() {
    return words;
  }

  /// What `args.which` of run_results and `flags.WHICH` say.
  public String which() {
    return which;
  }

  /// The command that some words ask for.
  static Optional<CommandName> of(List<String> words) {
    String typed = String.join(" ", words);
    String known =
        switch (typed) {
          case "ls" -> "list";
          case "source snapshot-freshness" -> "source freshness";
          default -> typed;
        };
    return Arrays.stream(values()).filter(name -> name.words.equals(known)).findFirst();
  }

  /// Whether words begin a command that has two of them.
  static boolean isGroup(String word) {
    return word.equals("docs") || word.equals("source");
  }
}
