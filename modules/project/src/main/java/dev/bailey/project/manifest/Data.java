package dev.bailey.project.manifest;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value that a user wrote in YAML or in `config()`: immutable, so that a manifest can be shared
/// between threads, and equal by content.
public sealed interface Data {

  /// `null`.
  record Nothing() implements Data {
    private static final Nothing ONLY = new Nothing();
  }

  /// A boolean.
  record Truth(boolean value) implements Data {
    private static final Truth TRUE = new Truth(true);
    private static final Truth FALSE = new Truth(false);
  }

  /// A whole number of any size.
  record Whole(BigInteger value) implements Data {}

  /// A floating point number.
  record Real(double value) implements Data {}

  /// A string.
  record Text(String value) implements Data {}

  /// A calendar date.
  record Date(LocalDate value) implements Data {}

  /// A date with a time.
  ///
  /// @param offset empty when there is no time zone
  record Moment(LocalDateTime value, Optional<ZoneOffset> offset) implements Data {}

  /// A list.
  record Items(List<Data> items) implements Data {
    private static final Items NONE = new Items(List.of());

    public Items {
      items = List.copyOf(items);
    }

    /// These, then those of `more`.
    public Items plus(Items more) {
      var all = new ArrayList<>(items);
      all.addAll(more.items);
      return new Items(all);
    }
  }

  /// A dictionary in the order of its keys, which are nearly always text.
  record Dict(Map<Data, Data> entries) implements Data {
    private static final Dict NONE = new Dict(Map.of());

    public Dict {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /// The value under a string key.
    public Optional<Data> find(String key) {
      return Optional.ofNullable(entries.get(new Text(key)));
    }

    /// The value under a string key, `null` counting as absent.
    public Optional<Data> present(String key) {
      return find(key).filter(value -> !(value instanceof Nothing));
    }

    /// The dictionary under a string key; an empty one for whatever else.
    public Dict dict(String key) {
      return find(key).orElse(Nothing.ONLY) instanceof Dict inner ? inner : NONE;
    }

    public boolean isEmpty() {
      return entries.isEmpty();
    }

    /// These entries, overridden and extended by those of `more`: Python's `dict.update`.
    public Dict updated(Dict more) {
      if (more.isEmpty()) {
        return this;
      }
      var all = new LinkedHashMap<>(entries);
      all.putAll(more.entries);
      return new Dict(all);
    }

    /// The same with `key` set.
    public Dict with(String key, Data value) {
      var all = new LinkedHashMap<>(entries);
      all.put(new Text(key), value);
      return new Dict(all);
    }
  }

  /// `null`.
  static Data nothing() {
    return Nothing.ONLY;
  }

  static Data of(String text) {
    return new Text(text);
  }

  static Data of(boolean value) {
    return value ? Truth.TRUE : Truth.FALSE;
  }

  static Data of(long value) {
    return new Whole(BigInteger.valueOf(value));
  }

  /// A moment in UTC.
  static Data of(Instant moment) {
    return new Moment(LocalDateTime.ofInstant(moment, ZoneOffset.UTC), Optional.of(ZoneOffset.UTC));
  }

  /// `text`, or `null` when there is none.
  static Data of(Optional<String> text) {
    return text.<Data>map(Text::new).orElse(Nothing.ONLY);
  }

  static Items texts(List<String> texts) {
    return new Items(texts.stream().<Data>map(Text::new).toList());
  }

  static Items noItems() {
    return Items.NONE;
  }

  static Dict noEntries() {
    return Dict.NONE;
  }

  /// A dictionary with string keys.
  static Dict dict(Map<String, ? extends Data> entries) {
    var all = new LinkedHashMap<Data, Data>();
    entries.forEach((key, value) -> all.put(new Text(key), value));
    return new Dict(all);
  }

  /// The string, when it is one.
  default Optional<String> asText() {
    return this instanceof Text(String value) ? Optional.of(value) : Optional.empty();
  }

  /// Python's `bool(value)`.
  default boolean truth() {
    return switch (this) {
      case Nothing _ -> false;
      case Truth(boolean value) -> value;
      case Whole(BigInteger value) -> value.signum() != 0;
      case Real(double value) -> value != 0;
      case Text(String value) -> !value.isEmpty();
      case Date _, Moment _ -> true;
      case Items(List<Data> items) -> !items.isEmpty();
      case Dict(Map<Data, Data> entries) -> !entries.isEmpty();
    };
  }
}
