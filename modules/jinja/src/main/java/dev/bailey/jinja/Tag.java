package dev.bailey.jinja;

import dev.bailey.jinja.ast.Statement;
import dev.bailey.source.Span;

/// A statement that an extension adds to the language, such as dbt's `{% test %}`.
@FunctionalInterface
public interface Tag {

  /// Reads the rest of the statement: what follows its word in the tag, and for a block all up to
  /// the end of its closing tag.
  ///
  /// @param word the place of the word by which the tag opens
  Statement parse(Span word, TagParser parser);
}
