package dev.bailey.engine.command;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the value of an option from text.
final class OptionValue {
  private static final YamlReader YAML = new YamlReader(YamlLimits.DEFAULT);
  private static final Set<String> TRUE = Set.of("1", "true", "t", "yes", "y", "on");
  private static final Set<String> FALSE = Set.of("0", "false", "f", "no", "n", "off");

  private OptionValue() {}

  /// @param name how the user named the option, for messages
  static Data of(Option option, String name, String text) {
    return switch (option.kind()) {
      case TOGGLE, FLAG -> truth(name, text);
      case TEXT -> Data.of(text);
      case CHOICE -> choice(option, name, text);
      case NUMBER -> number(name, text);
      case TEXTS -> Data.texts(texts(option, name, text));
      case YAML -> dict(name, text);
    };
  }

  private static Data truth(String name, String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (!TRUE.contains(word) && !FALSE.contains(word)) {
      throw invalid(name, "'%s' is not a valid boolean.".formatted(text));
    }
    return Data.of(TRUE.contains(word));
  }

  private static Data choice(Option option, String name, String text) {
    String found =
        option.choices().stream()
            .filter(choice -> choice.equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(() -> notOneOf(name, text, option.choices()));
    return Data.of(found);
  }

  private static UsageException notOneOf(String name, String text, List<String> choices) {
    String all = choices.stream().map(c -> "'" + c + "'").collect(Collectors.joining(", "));
    return invalid(name, "'%s' is not one of %s.".formatted(text, all));
  }

  private static Data number(String name, String text) {
    try {
      return new Data.Whole(new BigInteger(text.strip()));
    } catch (NumberFormatException _) {
      throw invalid(name, "'%s' is not a valid integer.".formatted(text));
    }
  }

  private static List<String> texts(Option option, String name, String text) {
    List<String> words =
        Arrays.stream(text.strip().split("\\s+", -1)).filter(w -> !w.isEmpty()).toList();
    if (option == Option.RESOURCE_TYPES || option == Option.EXCLUDE_RESOURCE_TYPES) {
      words.stream()
          .filter(word -> !ResourceTypes.ALL.contains(word))
          .findFirst()
          .ifPresent(word -> {
            throw notOneOf(name, word, ResourceTypes.ALL);
          });
    }
    return words;
  }

  private static Data dict(String name, String text) {
    return YAML.read(new SourceFile(name, text)) instanceof Outcome.Ok<YamlNode>(var node, _)
        ? dict(node)
            .orElseThrow(() -> invalid(name, "'%s' is not a dictionary in YAML.".formatted(text)))
        : refuse(invalid(name, "String '%s' is not valid YAML".formatted(text)));
  }

  private static Optional<Data> dict(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping -> Optional.of(YamlData.of(mapping));
      case YamlNode.Nothing _ -> Optional.of(Data.noEntries());
      default -> Optional.empty();
    };
  }

  private static Data refuse(UsageException e) {
    throw e;
  }

  private static UsageException invalid(String name, String what) {
    return new UsageException("Invalid value for '%s': %s".formatted(name, what));
  }
}
