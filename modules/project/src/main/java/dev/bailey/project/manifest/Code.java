package dev.bailey.project.manifest;

import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;

/// The code of a node as written.
///
/// @param language `sql` or `python`
/// @param raw the text between the tags or of the whole file, without surrounding white space where
///   dbt strips it; empty for seeds
/// @param source where the text stands, for messages
public record Code(String language, String raw, Checksum checksum, Span source) {

  /// The file it came from.
  public SourceFile file() {
    return source.file();
  }
}
