package dev.bailey.jinja.ast;

import dev.bailey.source.Span;
import java.util.List;

/// What an assignment or a loop writes to.
public sealed interface Target extends Node {

  /// A name.
  record Name(Span span, String id) implements Target {}

  /// Several targets, for the items of one value.
  record Tuple(Span span, List<Target> items) implements Target {
    public Tuple {
      items = List.copyOf(items);
    }
  }

  /// `namespace.attribute`.
  record Attribute(Span span, String namespace, String attribute) implements Target {}
}
