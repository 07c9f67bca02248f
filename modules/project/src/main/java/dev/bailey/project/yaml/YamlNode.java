package dev.bailey.project.yaml;

import dev.bailey.source.Span;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// A value of a YAML file, typed as PyYAML's safe loader types it (YAML 1.1), with its place.
///
/// Nodes are immutable. A node behind an alias is shared, so its place is that of the anchor.
public sealed interface YamlNode {

  /// Where the value stands.
  Span span();

  /// `null`, `~` or nothing at all.
  record Nothing(Span span) implements YamlNode {}

  /// `yes`, `off`, `True` and the like.
  record Truth(Span span, boolean value) implements YamlNode {}

  /// A whole number of any size.
  record Whole(Span span, BigInteger value) implements YamlNode {}

  /// A floating point number.
  record Real(Span span, double value) implements YamlNode {}

  /// A calendar date.
  record Date(Span span, LocalDate value) implements YamlNode {}

  /// A date with a time.
  ///
  /// @param offset empty when the text names no time zone
  record Moment(Span span, LocalDateTime value, Optional<ZoneOffset> offset) implements YamlNode {}

  /// A string.
  record Text(Span span, String value) implements YamlNode {}

  /// A list.
  record Sequence(Span span, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// A dictionary in the order of its keys, merge keys resolved, the last of equal keys kept.
  record Mapping(Span span, List<Entry> entries) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /// The value under a string key.
    public Optional<YamlNode> find(String key) {
      for (Entry entry : entries) {
        if (entry.key() instanceof Text text && text.value().equals(key)) {
          return Optional.of(entry.value());
        }
      }
      return Optional.empty();
    }
  }

  /// One pair of a [Mapping].
  record Entry(YamlNode key, YamlNode value) {}
}
