package dev.bailey.project.yaml;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Bytes;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.DateValue;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.SetValue;
import dev.bailey.jinja.value.Sorting;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Values as PyYAML's `safe_dump` writes them, byte for byte: collections as blocks, texts in ASCII
/// and broken at 80 columns, an anchor on whatever occurs again.
public final class YamlWriter {
  /// About where CPython's recursion limit ends `safe_dump`.
  private static final int MAX_NESTING = 300;

  private final boolean sortsKeys;
  private final Execution x;
  private final IdentityHashMap<Value, Node> nodes = new IdentityHashMap<>();
  private int anchors;
  private int depth;

  private YamlWriter(boolean sortsKeys, Execution x) {
    this.sortsKeys = sortsKeys;
    this.x = x;
  }

  /// The value as a YAML document.
  ///
  /// @throws TemplateException RepresenterError for what has no form in YAML, such as a `Decimal`
  ///   or something undefined
  public static String write(Value value, boolean sortsKeys, Execution x) {
    Node root = new YamlWriter(sortsKeys, x).node(value);
    return YamlEmitter.document(root, false, x.meter());
  }

  /// The value as dbt writes `packages.yml` and `package-lock.yml`: keys sorted, lists indented.
  public static String writeIndented(Value value, Execution x) {
    Node root = new YamlWriter(true, x).node(value);
    return YamlEmitter.document(root, true, x.meter());
  }

  /// What is written for one value; the same node wherever the same object occurs.
  abstract static sealed class Node {
    private int anchor;
    private boolean isWritten;

    /// `id001` and so on, when it occurs more than once.
    Optional<String> anchor() {
      return anchor == 0 ? Optional.empty() : Optional.of("id%03d".formatted(anchor));
    }

    /// Whether it was written already, so that an alias stands for it from here on.
    boolean isWritten() {
      return isWritten;
    }

    void noteWritten() {
      isWritten = true;
    }
  }

  static final class Scalar extends Node {
    final ScalarType type;
    final String text;

    Scalar(ScalarType type, String text) {
      this.type = type;
      this.text = text;
    }
  }

  static final class Items extends Node {
    final List<Node> items = new ArrayList<>();
  }

  static final class Pairs extends Node {
    final List<Pair> pairs = new ArrayList<>();
    final boolean isSet;

    Pairs(boolean isSet) {
      this.isSet = isSet;
    }
  }

  record Pair(Node key, Node value) {}

  private Node node(Value value) {
    x.meter().step();
    x.meter().items(1);
    Node known = nodes.get(value);
    if (known != null) {
      known.anchor = known.anchor == 0 ? ++anchors : known.anchor;
      return known;
    }
    return switch (value) {
      case None _ -> new Scalar(ScalarType.NULL, "null");
      case Bool truth -> new Scalar(ScalarType.BOOL, truth.truth() ? "true" : "false");
      case Int number -> new Scalar(ScalarType.INT, Operations.str(number, x));
      case Float number -> new Scalar(ScalarType.FLOAT, real(number));
      case Str text when !text.isMarkup() -> new Scalar(ScalarType.STR, text.value());
      case Bytes bytes -> new Scalar(ScalarType.BINARY, base64(bytes));
      case DateValue date -> known(date, new Scalar(ScalarType.TIMESTAMP, date.str()));
      case DateTimeValue moment -> known(moment, new Scalar(ScalarType.TIMESTAMP, moment.str()));
      case ListValue list -> items(list, list.items());
      case TupleValue tuple when tuple.items().isEmpty() -> new Items();
      case TupleValue tuple -> items(tuple, tuple.items());
      case SetValue set -> set(set);
      case DictValue dict -> pairs(dict, dict);
      case HostValue host -> host(host);
      default -> throw unknown(value);
    };
  }

  private Node host(HostValue host) {
    Value plain = host.plain(x);
    if (plain == null) {
      throw unknown(host);
    }
    return known(host, node(plain));
  }

  private static TemplateException unknown(Value value) {
    return TemplateException.of(
        "RepresenterError", "cannot represent an object of type " + value.typeName());
  }

  private <N extends Node> N known(Value value, N node) {
    nodes.put(value, node);
    return node;
  }

  private static String real(Float number) {
    double value = number.value();
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    String text = number.str().toLowerCase(Locale.ROOT);
    return text.indexOf('.') < 0 ? text.replace("e", ".0e") : text;
  }

  private static String base64(Bytes bytes) {
    String text = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes.value());
    return text.isEmpty() ? text : text + "\n";
  }

  private Items items(Value owner, Collection<Value> values) {
    Items node = known(owner, new Items());
    enter();
    for (Value value : values) {
      node.items.add(node(value));
    }
    depth--;
    return node;
  }

  private Pairs set(SetValue set) {
    Pairs node = known(set, new Pairs(true));
    for (Value key : sorted(set.ordered())) {
      node.pairs.add(new Pair(node(key), node(None.NONE)));
    }
    return node;
  }

  private Pairs pairs(Value owner, DictValue dict) {
    Pairs node = known(owner, new Pairs(false));
    enter();
    for (Value key : sorted(dict.entries().keySet())) {
      node.pairs.add(new Pair(node(key), node(Operations.item(dict, key, x))));
    }
    depth--;
    return node;
  }

  private void enter() {
    if (++depth > MAX_NESTING) {
      throw TemplateException.of("RecursionError", "maximum recursion depth exceeded");
    }
  }

  /// Keys that have no order among each other stay as they are.
  private List<Value> sorted(Collection<Value> keys) {
    var list = List.copyOf(keys);
    if (!sortsKeys) {
      return list;
    }
    try {
      return Sorting.sorted(list, key -> key, false, x);
    } catch (TemplateException e) {
      if (e.is("TypeError")) {
        return list;
      }
      throw e;
    }
  }
}
