package dev.bailey.jinja.ast;

import dev.bailey.source.Span;

/// Anything that stands in a template and has a place there.
public sealed interface Node permits Expression, Statement, Target, Keyword, Parameter {
  /// The place in the file.
  Span span();
}
