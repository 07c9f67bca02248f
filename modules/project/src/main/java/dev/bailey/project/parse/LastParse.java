package dev.bailey.project.parse;

import dev.bailey.project.ParseOptions;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.context.MacroCatalog;
import java.util.Optional;

/// A parse that the next one of the same project begins with, whether or not it succeeded.
/// Immutable, and shared by threads.
public final class LastParse {
  private final Pieces pieces;
  private final MacroCatalog catalog;
  private final Optional<ParsedProject> project;

  /// @param project the last one that was free of errors
  LastParse(Pieces pieces, MacroCatalog catalog, Optional<ParsedProject> project) {
    this.pieces = pieces;
    this.catalog = catalog;
    this.project = project;
  }

  Pieces pieces() {
    return pieces;
  }

  MacroCatalog catalog() {
    return catalog;
  }

  Optional<ParsedProject> project() {
    return project;
  }

  /// Whether it began with the same, so that a parse that begins with `other` needs this one no
  /// more.
  public boolean isLike(LastParse other) {
    return pieces.ground().equals(other.pieces.ground());
  }

  /// Whether a parse with `options` of the project whose ground is `ground` can begin with it.
  boolean fits(Ground ground, ParseOptions options) {
    return pieces.ground().equals(ground) && Ground.hold(pieces.answers(), options);
  }
}
