package dev.bailey.engine.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `--help` says, and how a refusal begins.
final class Help {
  private static final int COLUMN = 34;
  private static final int WIDTH = 100;

  private Help() {}

  static String refusal(Optional<Which> which, String why) {
    String command = which.map(w -> "dbt " + w.words()).orElse("dbt");
    return "%s\nTry '%s --help' for help.\n\nError: %s".formatted(usage(which), command, why);
  }

  private static String usage(Optional<Which> which) {
    return which
        .map(w -> "Usage: dbt " + w.words() + " [OPTIONS]" + arguments(w))
        .orElse("Usage: dbt [OPTIONS] COMMAND [ARGS]...");
  }

  private static String arguments(Which which) {
    return switch (which) {
      case RUN_OPERATION -> " [MACRO]";
      case INIT -> " [PROJECT_NAME]";
      default -> "";
    };
  }

  static String text(Optional<Which> which) {
    var out = new StringBuilder(usage(which)).append("\n\n");
    which.ifPresent(w -> out.append("  ").append(w.purpose()).append(".\n\n"));
    out.append("Options:\n");
    for (Option option : which.map(Option::of).orElseGet(Option::global)) {
      if (!option.isHidden()) {
        entry(out, names(option), option.purpose());
      }
    }
    entry(out, "-h, --help", "Show this and exit");
    if (which.isEmpty()) {
      entry(out, "-v, -V, --version", "Show the version and exit");
      out.append("\nCommands:\n");
      for (Which command : Which.values()) {
        entry(out, command.words(), command.purpose());
      }
    }
    return out.toString().stripTrailing();
  }

  private static String names(Option option) {
    var names = new ArrayList<String>(option.names());
    names.sort((a, b) -> Boolean.compare(a.startsWith("--"), b.startsWith("--")));
    String all = String.join(", ", names);
    return all
        + option.negativeName().map(no -> " / " + no).orElse("")
        + switch (option.kind()) {
          case TOGGLE, FLAG -> "";
          case TEXT -> " TEXT";
          case CHOICE -> " [" + String.join("|", option.choices()) + "]";
          case NUMBER -> " INTEGER";
          case TEXTS -> " TEXT...";
          case YAML -> " YAML";
        };
  }

  private static void entry(StringBuilder out, String name, String purpose) {
    out.append("  ").append(name);
    if (name.length() + 4 > COLUMN) {
      out.append('\n').append(" ".repeat(COLUMN));
    } else {
      out.append(" ".repeat(COLUMN - 2 - name.length()));
    }
    out.append(String.join("\n" + " ".repeat(COLUMN), wrapped(purpose))).append('\n');
  }

  private static List<String> wrapped(String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() + 1 > WIDTH - COLUMN && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
