package dev.bailey.project.config;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.PythonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a value of a YAML file must be for dbt to accept it.
public sealed interface Expected {

  /// What is wrong with a value.
  List<Fault> faults(Data value);

  /// @param path the keys that lead to what is wrong; of an item of a list its number
  /// @param message half a sentence, such as `is 3, not a text`
  record Fault(List<String> path, String message) {
    public Fault {
      path = List.copyOf(path);
    }

    Fault below(String key) {
      return new Fault(Stream.concat(Stream.of(key), path.stream()).toList(), message);
    }

    /// The message with what it is about.
    public String sentence() {
      return (path.isEmpty() ? "it" : "'" + String.join(".", path) + "'") + " " + message;
    }
  }

  static Expected anything() {
    return new Plain("anything", _ -> true);
  }

  static Expected text() {
    return new Plain("a text; put it in quotes", Data.Text.class::isInstance);
  }

  static Expected filled() {
    return new Plain(
        "a text that is not empty",
        value -> value.asText().filter(text -> !text.isEmpty()).isPresent());
  }

  static Expected truth() {
    return new Plain("true or false", Data.Truth.class::isInstance);
  }

  static Expected whole() {
    return new Plain("a whole number", Data.Whole.class::isInstance);
  }

  static Expected dictionary() {
    return new Plain("a dictionary", Data.Dict.class::isInstance);
  }

  static Expected list() {
    return new ListOf(anything());
  }

  /// The same, or null.
  default Expected orNull() {
    return new OrNull(this);
  }

  /// A dictionary, or something else that says the same in short.
  static Expected shortOr(Expected shortly, Keys atLength) {
    return new ShortOr(shortly, atLength);
  }

  /// What is accepted by one or the other.
  ///
  /// @param words what both are, for the message
  static Expected either(String words, Expected one, Expected other) {
    return new Plain(words, value -> one.faults(value).isEmpty() || other.faults(value).isEmpty());
  }

  /// One of some words.
  static Expected oneOf(String... words) {
    return new Plain(
        words.length == 1 ? words[0] : "one of " + String.join(", ", words),
        value -> value.asText().filter(List.of(words)::contains).isPresent());
  }

  /// One of some words, in capitals or not.
  static Expected oneOfAnyCase(Collection<String> words) {
    return new Plain(
        "one of " + String.join(", ", words),
        value ->
            value
                .asText()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(words::contains)
                .isPresent());
  }

  /// Any of several kinds of value.
  record Plain(String words, Predicate<Data> fits) implements Expected {
    @Override
    public List<Fault> faults(Data value) {
      return fits.test(value)
          ? List.of()
          : List.of(new Fault(List.of(), "is " + PythonText.repr(value) + ", not " + words));
    }
  }

  /// A list of values of one kind.
  record ListOf(Expected item) implements Expected {
    @Override
    public List<Fault> faults(Data value) {
      if (!(value instanceof Data.Items(List<Data> items))) {
        return new Plain("a list", _ -> false).faults(value);
      }
      var faults = new ArrayList<Fault>();
      for (int i = 0; i < items.size(); i++) {
        for (Fault fault : item.faults(items.get(i))) {
          faults.add(fault.below(Integer.toString(i)));
        }
      }
      return faults;
    }
  }

  /// A dictionary or something shorter.
  record ShortOr(Expected shortly, Keys atLength) implements Expected {
    @Override
    public List<Fault> faults(Data value) {
      return (value instanceof Data.Dict ? atLength : shortly).faults(value);
    }
  }

  /// A value or null.
  record OrNull(Expected value) implements Expected {
    @Override
    public List<Fault> faults(Data data) {
      return data instanceof Data.Nothing ? List.of() : value.faults(data);
    }
  }

  /// A dictionary of which some keys are known.
  ///
  /// @param isClosed whether there may be no others; else these may hold anything
  record Keys(Map<String, Expected> keys, Set<String> required, boolean isClosed)
      implements Expected {
    public Keys {
      keys = Map.copyOf(keys);
      required = Set.copyOf(required);
    }

    /// One of which no key is known.
    public static Keys none() {
      return new Keys(Map.of(), Set.of(), false);
    }

    /// With a key that may be left out.
    public Keys with(String key, Expected value) {
      var more = new LinkedHashMap<>(keys);
      more.put(key, value);
      return new Keys(more, required, isClosed);
    }

    /// With a key that may not.
    public Keys requiring(String key, Expected value) {
      return new Keys(
          with(key, value).keys(),
          Set.copyOf(Stream.concat(required.stream(), Stream.of(key)).toList()),
          isClosed);
    }

    /// Without some keys, of which it then knows nothing.
    public Keys without(String... names) {
      var fewer = new LinkedHashMap<>(keys);
      List.of(names).forEach(fewer::remove);
      return new Keys(fewer, required, isClosed);
    }

    /// With the keys of both.
    public Keys and(Keys other) {
      var more = new LinkedHashMap<>(keys);
      more.putAll(other.keys());
      return new Keys(
          more,
          Stream.concat(required.stream(), other.required().stream())
              .collect(Collectors.toUnmodifiableSet()),
          isClosed);
    }

    /// With no other keys.
    public Keys closed() {
      return new Keys(keys, required, true);
    }

    @Override
    public List<Fault> faults(Data value) {
      if (!(value instanceof Data.Dict dict)) {
        return dictionary().faults(value);
      }
      var faults = new ArrayList<Fault>();
      required.stream()
          .filter(key -> dict.find(key).isEmpty())
          .sorted()
          .forEach(key -> faults.add(new Fault(List.of(), "has no '" + key + "'")));
      dict.entries()
          .forEach((name, one) -> {
            String key = name.asText().orElse("");
            Expected expected = keys.get(key);
            if (expected != null) {
              expected.faults(one).forEach(fault -> faults.add(fault.below(key)));
            } else if (isClosed) {
              faults.add(new Fault(List.of(key), "is no key that may stand here"));
            }
          });
      return faults;
    }
  }
}
