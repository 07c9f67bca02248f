package dev.bailey.engine.command;

import dev.bailey.jinja.value.Spelling;
import dev.bailey.project.manifest.Data;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what a user typed after `dbt`, as dbt reads it.
public final class CommandLine {
  private final Map<String, String> environment;

  /// @param environment where `DBT_...` variables set options that were not typed
  public CommandLine(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// What came of it.
  public sealed interface Parsed {

    /// A command to carry out.
    record Ready(DbtCommand command) implements Parsed {}

    /// Help was asked for; show `text` and end well.
    record Help(String text) implements Parsed {}

    /// The version was asked for.
    record Version() implements Parsed {}

    /// It cannot be understood; show `text` and end with code 2.
    record Refused(String text) implements Parsed {}
  }

  /// Reads a whole line such as `dbt build --select "tag:nightly"`, with quotes as in a shell. The
  /// word `dbt` may be missing.
  public Parsed parseLine(String line) {
    try {
      List<String> words = ShellWords.split(line);
      boolean named = !words.isEmpty() && words.getFirst().equals("dbt");
      return parse(named ? words.subList(1, words.size()) : words);
    } catch (UsageException e) {
      return new Parsed.Refused(Help.refusal(Optional.empty(), e.text()));
    }
  }

  /// Reads the arguments after `dbt`.
  public Parsed parse(List<String> arguments) {
    return new Reading(arguments).parsed();
  }

  /// One line while it is read.
  private final class Reading {
    private final List<String> arguments;
    private final Map<Option, Data> given = new EnumMap<>(Option.class);
    private final List<String> words = new ArrayList<>();
    private Optional<Which> which = Optional.empty();
    private Optional<String> argument = Optional.empty();
    private int at;
    private boolean help;
    private boolean version;

    Reading(List<String> arguments) {
      this.arguments = arguments;
    }

    Parsed parsed() {
      try {
        while (at < arguments.size() && !help && !version) {
          read(arguments.get(at++));
        }
        return result();
      } catch (UsageException e) {
        return new Parsed.Refused(Help.refusal(which, e.text()));
      }
    }

    private Parsed result() {
      if (version) {
        return new Parsed.Version();
      }
      if (help) {
        return new Parsed.Help(Help.text(which));
      }
      if (which.isEmpty() && words.isEmpty() && given.isEmpty()) {
        return new Parsed.Refused(Help.text(which));
      }
      if (which.isEmpty()) {
        throw new UsageException(words.isEmpty() ? "Missing command." : "Missing sub-command.");
      }
      EnvironmentFlags.of(environment, which.get()).forEach(given::putIfAbsent);
      String text = "dbt " + String.join(" ", arguments);
      Flags flags = new Flags(which.get(), text, given, Data.noEntries());
      var times = new TimeOptions(flags);
      times.asked();
      times.sample(Instant.EPOCH);
      return new Parsed.Ready(new DbtCommand(which.get(), flags, argument, text));
    }

    private void read(String word) {
      if (word.equals("--help") || word.equals("-h")) {
        help = true;
      } else if (List.of("--version", "-v", "-V").contains(word) && which.isEmpty()) {
        version = true;
      } else if (word.startsWith("--")) {
        longName(word);
      } else if (word.startsWith("-") && word.length() > 1) {
        shortNames(word);
      } else {
        plain(word);
      }
    }

    private void plain(String word) {
      if (which.isEmpty()) {
        words.add(word);
        which = Which.typed(words);
        boolean isGroup = words.equals(List.of("source")) || words.equals(List.of("docs"));
        if (which.isEmpty() && !isGroup) {
          throw new UsageException(
              "No such command '%s'.%s".formatted(word, Spelling.hint(word, commands())));
        }
      } else if (argument.isEmpty()
          && (which.get() == Which.RUN_OPERATION || which.get() == Which.INIT)) {
        argument = Optional.of(word);
      } else {
        throw new UsageException("Got unexpected extra argument (%s)".formatted(word));
      }
    }

    private void longName(String word) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      for (Option option : options()) {
        if (option.negativeName().filter(name::equals).isPresent()) {
          given.put(option, Data.of(false));
          return;
        }
      }
      Option option = option(name);
      if (equals < 0) {
        take(option, name);
      } else if (option.kind() == Option.Kind.TOGGLE || option.kind() == Option.Kind.FLAG) {
        throw new UsageException("Option '%s' does not take a value.".formatted(name));
      } else {
        put(option, name, word.substring(equals + 1));
      }
    }

    private void shortNames(String word) {
      Option whole = find(word).orElse(null);
      if (whole != null) {
        take(whole, word);
        return;
      }
      for (int i = 1; i < word.length(); i++) {
        String name = "-" + word.charAt(i);
        Option option = option(name);
        boolean isSwitch = option.kind() == Option.Kind.TOGGLE || option.kind() == Option.Kind.FLAG;
        if (isSwitch) {
          given.put(option, Data.of(true));
        } else if (i + 1 < word.length()) {
          put(option, name, word.substring(i + 1));
          return;
        } else {
          take(option, name);
        }
      }
    }

    private void take(Option option, String name) {
      switch (option.kind()) {
        case TOGGLE, FLAG -> given.put(option, Data.of(true));
        case TEXT, CHOICE, NUMBER, YAML -> {
          if (at == arguments.size()) {
            throw new UsageException("Option '%s' requires an argument.".formatted(name));
          }
          put(option, name, arguments.get(at++));
        }
        case TEXTS -> {
          int from = at;
          while (at < arguments.size() && !arguments.get(at).startsWith("-")) {
            put(option, name, arguments.get(at++));
          }
          if (from == at) {
            throw new UsageException("Option '%s' requires an argument.".formatted(name));
          }
        }
      }
    }

    private void put(Option option, String name, String text) {
      Data value = OptionValue.of(option, name, text);
      given.merge(
          option,
          value,
          (old, more) ->
              old instanceof Data.Items a && more instanceof Data.Items b ? a.plus(b) : more);
    }

    private List<Option> options() {
      return which.map(Option::of).orElseGet(Option::global);
    }

    private Optional<Option> find(String name) {
      return options().stream().filter(option -> option.names().contains(name)).findFirst();
    }

    private Option option(String name) {
      return find(name)
          .orElseThrow(() ->
              new UsageException(
                  "No such option '%s'.%s".formatted(name, Spelling.hint(name, longNames()))));
    }

    private List<String> longNames() {
      return options().stream()
          .filter(option -> !option.isHidden())
          .flatMap(option -> option.names().stream())
          .filter(name -> name.startsWith("--"))
          .toList();
    }

    private List<String> commands() {
      return Arrays.stream(Which.values()).map(Which::words).toList();
    }
  }
}
