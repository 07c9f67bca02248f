package dev.bailey.project.yaml;

import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/// Builds the nodes of one document from the parser's events.
final class YamlComposer {
  private static final int SHOWN = 60;
  private static final String CORE = "tag:yaml.org,2002:";

  private final YamlReader.Places places;
  private final Iterator<Event> events;
  private final YamlLimits limits;
  private final List<Problem> warnings;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private long nodes;
  private int depth;
  private int flowDepth;

  YamlComposer(
      YamlReader.Places places, Iterator<Event> events, YamlLimits limits, List<Problem> warnings) {
    this.places = places;
    this.events = events;
    this.limits = limits;
    this.warnings = warnings;
  }

  YamlNode document() {
    YamlNode root = new YamlNode.Nothing(new Span(places.file(), 0, 0));
    boolean found = false;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        if (found) {
          throw refused(event, "expected a single document in the stream but found another one");
        }
        root = node(events.next());
        found = true;
      }
    }
    return root;
  }

  private YamlNode node(Event event) {
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    long before = nodes;
    count(event, 1);
    String anchor =
        event instanceof NodeEvent named ? named.getAnchor().map(Object::toString).orElse("") : "";
    if (anchors.containsKey(anchor) || (!anchor.isEmpty() && open.contains(anchor))) {
      throw refused(event, "found duplicate anchor '%s'".formatted(anchor));
    }
    open.add(anchor);
    YamlNode made =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent start -> sequence(start);
          case MappingStartEvent start -> mapping(start);
          default -> throw new IllegalStateException("unexpected event " + event);
        };
    open.remove(anchor);
    if (!anchor.isEmpty()) {
      anchors.put(anchor, new Anchored(made, nodes - before));
    }
    return made;
  }

  /// Sharing keeps an alias cheap here, but whoever walks the values pays for each copy.
  private YamlNode alias(AliasEvent event) {
    String name = event.getAlias().toString();
    if (open.contains(name)) {
      throw refused(event, "the alias *%s stands inside its own anchor".formatted(name));
    }
    Anchored target = anchors.get(name);
    if (target == null) {
      throw refused(event, "found undefined alias '%s'".formatted(name));
    }
    count(event, target.nodes());
    return target.node();
  }

  private void count(Event event, long more) {
    nodes += more;
    if (nodes > limits.nodes()) {
      throw refused(
          event, "more than %,d values, aliases counted as copies".formatted(limits.nodes()));
    }
  }

  /// A block of text that ends the file ends with a line break only if the file does.
  private static String value(ScalarEvent event, Span span) {
    boolean isBlock =
        event.getScalarStyle() == ScalarStyle.LITERAL
            || event.getScalarStyle() == ScalarStyle.FOLDED;
    String text = event.getValue();
    boolean endsFile = span.end() == span.file().text().length();
    return isBlock && endsFile && text.endsWith("\n") && !span.file().text().endsWith("\n")
        ? text.substring(0, text.length() - 1)
        : text;
  }

  private YamlNode scalar(ScalarEvent event) {
    Span span = span(event, event);
    refuseAdjacentColon(event, span);
    String text = text(event, span);
    String tag = event.getTag().orElse("");
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    try {
      return switch (tag) {
        case "" -> plain ? plain(event, span, text) : new YamlNode.Text(span, text);
        case CORE + "str", "!" -> new YamlNode.Text(span, text);
        case CORE + "null" -> new YamlNode.Nothing(span);
        case CORE + "int" -> new YamlNode.Whole(span, PlainScalars.whole(text));
        case CORE + "float" -> new YamlNode.Real(span, PlainScalars.real(text));
        case CORE + "bool" -> typed(event, span, text, ScalarType.BOOL);
        case CORE + "timestamp" -> typed(event, span, text, ScalarType.TIMESTAMP);
        default -> throw refused(event, unknownTag(tag));
      };
    } catch (DateTimeException | NumberFormatException e) {
      String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
      throw refused(event, "'%s' is not a valid value: %s".formatted(shown, e.getMessage()));
    }
  }

  /// PyYAML knows the types of `=` and of a `<<` that is no key, but makes no values of them.
  private YamlNode plain(Event event, Span span, String text) {
    ScalarType type = PlainScalars.type(text);
    if (type == ScalarType.MERGE || type == ScalarType.VALUE) {
      throw refused(event, "a plain '%s' has no value; put it in quotes".formatted(text));
    }
    return PlainScalars.resolve(span, text);
  }

  private YamlNode typed(Event event, Span span, String text, ScalarType type) {
    if (PlainScalars.type(text) != type) {
      throw refused(event, "'%s' is not a valid value for %s".formatted(text, type.tag()));
    }
    return PlainScalars.resolve(span, text);
  }

  /// A block at the end of a file that lacks its last line break lacks it too.
  private static String text(ScalarEvent event, Span span) {
    String text = value(event, span);
    boolean isBlock =
        event.getScalarStyle() == ScalarStyle.LITERAL
            || event.getScalarStyle() == ScalarStyle.FOLDED;
    String file = span.file().text();
    boolean isCut = span.end() == file.length() && !file.endsWith("\n") && !file.endsWith("\r");
    return isBlock && isCut && text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /// `{a:[1]}` is no mapping in YAML 1.1, where a colon ends a plain text only before a space.
  private void refuseAdjacentColon(ScalarEvent event, Span span) {
    if (flowDepth > 0
        && event.getScalarStyle() == ScalarStyle.PLAIN
        && isColonBeforeIndicator(span.file().text(), span.end())) {
      throw refused(event, "found unexpected ':' behind '%s'".formatted(event.getValue()));
    }
  }

  private static boolean isColonBeforeIndicator(String text, int at) {
    return at + 1 < text.length()
        && text.charAt(at) == ':'
        && ",?[]{}".indexOf(text.charAt(at + 1)) >= 0;
  }

  private static String unknownTag(String tag) {
    return "could not determine a constructor for the tag '%s'".formatted(tag);
  }

  private YamlNode sequence(SequenceStartEvent start) {
    start.getTag().filter(tag -> !tag.equals(CORE + "seq")).ifPresent(tag -> refuseTag(start, tag));
    enter(start);
    var items = new ArrayList<YamlNode>();
    Event event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      items.add(node(event));
      event = events.next();
    }
    leave(start);
    return new YamlNode.Sequence(span(start, event), items);
  }

  private YamlNode mapping(MappingStartEvent start) {
    start.getTag().filter(tag -> !tag.equals(CORE + "map")).ifPresent(tag -> refuseTag(start, tag));
    enter(start);
    var own = new ArrayList<YamlNode.Entry>();
    var merged = new ArrayList<YamlNode.Entry>();
    boolean startsWithMerge = false;
    Event event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      if (isMergeKey(event)) {
        startsWithMerge |= own.isEmpty();
        merge(merged, event, node(events.next()));
      } else {
        own.add(new YamlNode.Entry(key(event), node(events.next())));
      }
      event = events.next();
    }
    leave(start);
    return new YamlNode.Mapping(span(start, event), unite(merged, own, !startsWithMerge));
  }

  /// A plain `=` is refused everywhere else.
  private YamlNode key(Event event) {
    return isPlain(event, "=") ? new YamlNode.Text(span(event, event), "=") : node(event);
  }

  private static boolean isMergeKey(Event event) {
    return isPlain(event, "<<");
  }

  private static boolean isPlain(Event event, String text) {
    return event instanceof ScalarEvent scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getTag().isEmpty()
        && scalar.getValue().equals(text);
  }

  private void merge(List<YamlNode.Entry> merged, Event at, YamlNode from) {
    switch (from) {
      case YamlNode.Mapping mapping -> merged.addAll(mapping.entries());
      case YamlNode.Sequence sequence -> {
        var items = new ArrayList<>(sequence.items());
        Collections.reverse(items); // the first of a list wins, so it is applied last
        for (YamlNode item : items) {
          if (!(item instanceof YamlNode.Mapping mapping)) {
            throw refused(at, "expected a mapping for merging");
          }
          merged.addAll(mapping.entries());
        }
      }
      default -> throw refused(at, "expected a mapping or list of mappings for merging");
    }
  }

  /// As dbt: keys behind the first `<<` come first, own ones replace them; equal own keys are
  /// warned of unless the mapping starts with a merge.
  private List<YamlNode.Entry> unite(
      List<YamlNode.Entry> merged, List<YamlNode.Entry> own, boolean warn) {
    var united = new LinkedHashMap<Object, YamlNode.Entry>();
    for (YamlNode.Entry entry : merged) {
      united.merge(identity(entry.key()), entry, YamlComposer::replaceValue);
    }
    for (YamlNode.Entry entry : own) {
      Object identity = identity(entry.key());
      if (warn && united.containsKey(identity)) {
        String key = PythonText.str(entry.key());
        warnings.add(
            Problem.deprecation(
                "duplicate-yaml-keys", entry.key().span(), "Duplicate key '%s'".formatted(key)));
      }
      united.merge(identity, entry, YamlComposer::replaceValue);
    }
    return List.copyOf(united.values());
  }

  private static YamlNode.Entry replaceValue(YamlNode.Entry old, YamlNode.Entry now) {
    return new YamlNode.Entry(old.key(), now.value());
  }

  /// What makes two keys one in a Python dictionary: `1`, `1.0` and `true` are equal there.
  private static Object identity(YamlNode key) {
    return switch (key) {
      case YamlNode.Nothing _ -> List.of();
      case YamlNode.Truth(_, boolean value) -> value ? BigDecimal.ONE : BigDecimal.ZERO;
      case YamlNode.Whole(_, var value) -> new BigDecimal(value).stripTrailingZeros();
      case YamlNode.Real(_, double value) ->
          Double.isFinite(value)
              ? new BigDecimal(value).stripTrailingZeros()
              : (Object) Double.valueOf(value);
      case YamlNode.Text(_, String value) -> value;
      case YamlNode.Date(_, var value) -> value;
      case YamlNode.Moment(_, var value, var offset) -> List.of(value, offset);
      case YamlNode.Sequence(Span at, _) -> throw new Refused(at, "found unhashable key");
      case YamlNode.Mapping(Span at, _) -> throw new Refused(at, "found unhashable key");
    };
  }

  private void enter(CollectionStartEvent event) {
    if (++depth > limits.depth()) {
      throw refused(event, "nested deeper than %d levels".formatted(limits.depth()));
    }
    flowDepth += event.isFlow() ? 1 : 0;
  }

  private void leave(CollectionStartEvent event) {
    depth--;
    flowDepth -= event.isFlow() ? 1 : 0;
  }

  private void refuseTag(Event event, String tag) {
    throw refused(event, unknownTag(tag));
  }

  private Span span(Event from, Event to) {
    return places.between(from.getStartMark(), to.getEndMark());
  }

  private Refused refused(Event event, String text) {
    return new Refused(span(event, event), "Syntax error in YAML: " + text);
  }

  private record Anchored(YamlNode node, long nodes) {}

  /// Leaves the recursion with a problem of the file; never leaves the package.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Span span;
    private final String text;

    Refused(Span span, String text) {
      super(text, null, false, false);
      this.span = span;
      this.text = text;
    }

    Span span() {
      return span;
    }

    String text() {
      return text;
    }
  }
}
