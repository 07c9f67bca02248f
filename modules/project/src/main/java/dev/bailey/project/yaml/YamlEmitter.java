package dev.bailey.project.yaml;

import dev.bailey.jinja.value.Meter;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.project.yaml.YamlWriter.Items;
import dev.bailey.project.yaml.YamlWriter.Node;
import dev.bailey.project.yaml.YamlWriter.Pair;
import dev.bailey.project.yaml.YamlWriter.Pairs;
import dev.bailey.project.yaml.YamlWriter.Scalar;

/// Lays nodes out as PyYAML's emitter does.
final class YamlEmitter {
  private static final int STEP = 2;

  /// Longer keys are written behind a `?`.
  private static final int SIMPLE_KEY_LENGTH = 128;

  /// Where a node stands; lists and texts look different as the value of a key.
  private enum Place {
    ROOT,
    ITEM,
    SIMPLE_KEY,
    KEY_OR_VALUE;

    boolean isInMapping() {
      return this == SIMPLE_KEY || this == KEY_OR_VALUE;
    }
  }

  private final YamlLayout out;
  private final boolean indentsLists;

  private YamlEmitter(YamlLayout out, boolean indentsLists) {
    this.out = out;
    this.indentsLists = indentsLists;
  }

  /// @param indentsLists whether lists stand further right than the key that they belong to
  static String document(Node root, boolean indentsLists, Meter meter) {
    var layout = new YamlLayout(TextBuilder.charged(meter));
    var emitter = new YamlEmitter(layout, indentsLists);
    emitter.node(root, Place.ROOT, -STEP);
    layout.indent(0);
    if (root instanceof Scalar scalar && isPlain(scalar, Place.ROOT)) {
      layout.indicator("...");
      layout.indent(0);
    }
    return layout.text();
  }

  /// @param indent of the collection around it
  private void node(Node node, Place place, int indent) {
    if (node.isWritten()) {
      out.indicator("*" + node.anchor().orElseThrow());
      return;
    }
    node.noteWritten();
    node.anchor().ifPresent(anchor -> out.indicator("&" + anchor));
    switch (node) {
      case Scalar scalar -> scalar(scalar, place, Math.max(indent, 0) + STEP);
      case Items items -> items(items, place, indent);
      case Pairs pairs -> pairs(pairs, indent);
    }
  }

  private void items(Items list, Place place, int around) {
    if (list.items.isEmpty()) {
      out.opening("[");
      out.closing("]");
      return;
    }
    boolean isFlush = !indentsLists && place.isInMapping() && !out.isAtIndention();
    int indent = isFlush ? around : around + STEP;
    for (Node item : list.items) {
      out.indent(indent);
      out.blockIndicator("-");
      node(item, Place.ITEM, indent);
    }
  }

  private void pairs(Pairs dict, int around) {
    if (dict.isSet) {
      out.indicator("!!set");
    }
    if (dict.pairs.isEmpty()) {
      out.opening("{");
      out.closing("}");
      return;
    }
    int indent = around + STEP;
    for (Pair pair : dict.pairs) {
      out.indent(indent);
      if (isSimple(pair.key())) {
        node(pair.key(), Place.SIMPLE_KEY, indent);
        out.closing(":");
      } else {
        out.blockIndicator("?");
        node(pair.key(), Place.KEY_OR_VALUE, indent);
        out.indent(indent);
        out.blockIndicator(":");
      }
      node(pair.value(), Place.KEY_OR_VALUE, indent);
    }
  }

  /// The tag counts although it is hardly ever written.
  private static boolean isSimple(Node key) {
    if (key.isWritten()) {
      return true;
    }
    int length = key.anchor().map(String::length).orElse(0);
    return switch (key) {
      case Items list -> list.items.isEmpty();
      case Pairs dict -> dict.pairs.isEmpty();
      case Scalar scalar ->
          length + scalar.type.tag().length() + scalar.text.length() < SIMPLE_KEY_LENGTH
              && !scalar.text.isEmpty()
              && !ScalarForm.of(scalar.text).hasBreaks();
    };
  }

  private static boolean isPlain(Scalar scalar, Place place) {
    return PlainScalars.type(scalar.text) == scalar.type
        && ScalarForm.of(scalar.text).isPlain()
        && !(place == Place.SIMPLE_KEY && scalar.text.isEmpty());
  }

  private void scalar(Scalar scalar, Place place, int indent) {
    boolean isKey = place == Place.SIMPLE_KEY;
    if (isPlain(scalar, place)) {
      out.plain(scalar.text, !isKey, indent);
      return;
    }
    if (scalar.type != ScalarType.STR) {
      out.indicator(scalar.type.tag());
    }
    ScalarForm form = ScalarForm.of(scalar.text);
    if (scalar.type == ScalarType.BINARY) {
      binary(scalar.text, isKey, indent);
    } else if (form.isSingleQuoted() && !(isKey && form.hasBreaks())) {
      out.singleQuoted(scalar.text, !isKey, indent);
    } else {
      out.doubleQuoted(scalar.text, !isKey, indent);
    }
  }

  private void binary(String text, boolean isKey, int indent) {
    if (isKey || text.isEmpty()) {
      out.doubleQuoted(text, !isKey, indent);
    } else {
      out.literal(text, indent);
    }
  }
}
