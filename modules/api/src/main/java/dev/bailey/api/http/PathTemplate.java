package dev.bailey.api.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path with holes: `/api/v2/accounts/{account}/runs/{run}/artifacts/{path...}`.
///
/// A name in braces takes one segment; with three dots, as the last one, all that is left. A slash
/// at the end makes no difference, for clients mix both forms (facts/api.md 2.1).
public final class PathTemplate {
  private final String text;
  private final List<Segment> segments;

  private sealed interface Segment {
    record Word(String word) implements Segment {}

    record One(String name) implements Segment {}

    record Rest(String name) implements Segment {}
  }

  private PathTemplate(String text, List<Segment> segments) {
    this.text = text;
    this.segments = segments;
  }

  /// Reads a template.
  ///
  /// @throws IllegalArgumentException when it does not begin with a slash, or goes on behind a rest
  public static PathTemplate of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + text);
    }
    var segments = new ArrayList<Segment>();
    for (String part : parts(text)) {
      if (!segments.isEmpty() && segments.getLast() instanceof Segment.Rest) {
        throw new IllegalArgumentException("nothing may follow a rest: " + text);
      }
      segments.add(segment(part));
    }
    return new PathTemplate(text, List.copyOf(segments));
  }

  private static Segment segment(String part) {
    if (!part.startsWith("{")) {
      return new Segment.Word(part);
    }
    String name = part.substring(1, part.length() - 1);
    return name.endsWith("...")
        ? new Segment.Rest(name.substring(0, name.length() - 3))
        : new Segment.One(name);
  }

  /// The values of the holes, when `path` has this form. The path is decoded already.
  public Optional<Map<String, String>> match(String path) {
    List<String> parts = parts(path);
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < segments.size(); i++) {
      switch (segments.get(i)) {
        case Segment.Rest(String name) -> {
          if (i >= parts.size()) {
            return Optional.empty();
          }
          values.put(name, String.join("/", parts.subList(i, parts.size())));
          return Optional.of(values);
        }
        case Segment.One(String name) -> {
          if (i >= parts.size()) {
            return Optional.empty();
          }
          values.put(name, parts.get(i));
        }
        case Segment.Word(String word) -> {
          if (i >= parts.size() || !parts.get(i).equals(word)) {
            return Optional.empty();
          }
        }
      }
    }
    return parts.size() == segments.size() ? Optional.of(values) : Optional.empty();
  }

  /// Whether every path has this form.
  boolean takesAll() {
    return segments.size() == 1 && segments.getFirst() instanceof Segment.Rest;
  }

  /// Sorts words before holes, and holes before a rest, where several templates match.
  String rank() {
    var rank = new StringBuilder();
    for (Segment segment : segments) {
      rank.append(
          switch (segment) {
            case Segment.Word _ -> 'a';
            case Segment.One _ -> 'b';
            case Segment.Rest _ -> 'c';
          });
    }
    return rank.toString();
  }

  private static List<String> parts(String path) {
    var parts = new ArrayList<String>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  @Override
  public String toString() {
    return text;
  }
}
