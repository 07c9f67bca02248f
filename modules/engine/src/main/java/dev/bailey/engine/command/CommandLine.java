package dev.bailey.engine.command;

import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads dbt's command lines.
public final class CommandLine {
  private final List<String> words;
  private final Map<Option, Data> given = new EnumMap<>(Option.class);
  private final List<String> positional = new ArrayList<>();
  private int next;

  private CommandLine(List<String> words) {
    this.words = words;
  }

  /// The command of a line such as `dbt build --select +orders`, quoted as for a shell.
  public static Outcome<DbtCommand> parse(String line, Map<String, String> environment) {
    Outcome<List<String>> words = ShellWords.split(line);
    return switch (words) {
      case Outcome.Failed<List<String>>(var problems) -> new Outcome.Failed<>(problems);
      case Outcome.Ok<List<String>>(List<String> split, _) ->
          parse(
              split.isEmpty() || !split.getFirst().equals("dbt")
                  ? split
                  : split.subList(1, split.size()),
              environment);
    };
  }

  /// The command of some words, without `dbt`.
  ///
  /// @param environment may set options as `DBT_...`
  public static Outcome<DbtCommand> parse(List<String> words, Map<String, String> environment) {
    try {
      return Outcome.ok(new CommandLine(words).read(environment));
    } catch (IllegalArgumentException e) {
      return Outcome.failed(Problem.error("usage", String.valueOf(e.getMessage())));
    }
  }

  private DbtCommand read(Map<String, String> environment) {
    while (next < words.size()) {
      String word = words.get(next++);
      if (word.startsWith("-") && word.length() > 1) {
        option(word);
      } else {
        positional.add(word);
      }
    }
    CommandName name = command();
    fromEnvironment(environment);
    return new DbtCommand(
        name, new Options(given, Data.noEntries()), "dbt " + String.join(" ", words));
  }

  private CommandName command() {
    if (positional.isEmpty()) {
      throw new IllegalArgumentException("Missing command.");
    }
    int length = CommandName.isGroup(positional.getFirst()) && positional.size() > 1 ? 2 : 1;
    CommandName name =
        CommandName.of(positional.subList(0, length))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "No such command '" + String.join(" ", positional.subList(0, length)) + "'."));
    List<String> rest = positional.subList(length, positional.size());
    if (name == CommandName.RUN_OPERATION && rest.size() == 1) {
      given.put(Option.MACRO, Data.of(rest.getFirst()));
    } else if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "Got unexpected extra argument (" + String.join(" ", rest) + ")");
    } else if (name == CommandName.RUN_OPERATION) {
      throw new IllegalArgumentException("Missing argument 'MACRO'.");
    }
    return name;
  }

  private void option(String word) {
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    String spelling = equals < 0 ? word : word.substring(0, equals);
    boolean negated = spelling.startsWith("--no-");
    Option option =
        Option.spelled(negated ? "--" + spelling.substring("--no-".length()) : spelling)
            .filter(found -> !negated || found.kind() == Option.Kind.FLAG)
            .orElseThrow(() -> new IllegalArgumentException("No such option: " + spelling));
    if (option.kind() == Option.Kind.FLAG) {
      given.put(option, Data.of(!negated));
    } else if (option.kind() == Option.Kind.LIST) {
      addAll(option, equals < 0 ? list() : List.of(word.substring(equals + 1)));
    } else {
      put(option, spelling, equals < 0 ? value(spelling) : word.substring(equals + 1));
    }
  }

  private void put(Option option, String spelling, String text) {
    try {
      given.put(option, option.value(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid value for '" + spelling + "': " + e.getMessage(), e);
    }
  }

  private String value(String spelling) {
    if (next >= words.size()) {
      throw new IllegalArgumentException("Option '" + spelling + "' requires an argument.");
    }
    return words.get(next++);
  }

  private List<String> list() {
    var values = new ArrayList<String>();
    while (next < words.size() && !words.get(next).startsWith("-")) {
      values.add(words.get(next++));
    }
    return values;
  }

  private void addAll(Option option, List<String> values) {
    var all = new ArrayList<Data>();
    if (given.get(option) instanceof Data.Items(List<Data> items)) {
      all.addAll(items);
    }
    values.forEach(value -> all.add(Data.of(value)));
    given.put(option, new Data.Items(all));
  }

  private void fromEnvironment(Map<String, String> environment) {
    for (Option option : Option.values()) {
      if (!given.containsKey(option)) {
        Optional<String> variable =
            option.variables().stream().filter(environment::containsKey).findFirst();
        variable.ifPresent(name -> put(option, name, environment.getOrDefault(name, "")));
      }
    }
  }
}
