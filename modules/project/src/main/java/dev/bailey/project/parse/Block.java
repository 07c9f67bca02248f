package dev.bailey.project.parse;

import dev.bailey.source.Span;

/// A piece of a template file at its top level, cut out before Jinja sees it.
public sealed interface Block {

  /// The whole piece, tags included.
  Span whole();

  /// Text between blocks.
  record Data(Span whole) implements Block {}

  /// A `{% macro x() %}...{% endmacro %}` or another block that dbt cuts out.
  ///
  /// @param type the tag's name, such as `macro`
  /// @param name the word after it, empty when there is none
  /// @param contents what stands between the tags
  record Tagged(String type, String name, Span whole, Span contents) implements Block {}
}
