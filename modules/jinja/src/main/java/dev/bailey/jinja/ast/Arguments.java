package dev.bailey.jinja.ast;

import java.util.List;
import java.util.Optional;

/// What stands in the parentheses of a call, a filter or a test.
///
/// @param star the argument after `*`
/// @param doubleStar the argument after `**`
public record Arguments(
    List<Expression> positional,
    List<Keyword> keywords,
    Optional<Expression> star,
    Optional<Expression> doubleStar) {
  private static final Arguments NONE =
      new Arguments(List.of(), List.of(), Optional.empty(), Optional.empty());

  public Arguments {
    positional = List.copyOf(positional);
    keywords = List.copyOf(keywords);
  }

  /// No arguments.
  public static Arguments none() {
    return NONE;
  }

  /// One argument.
  public static Arguments of(Expression only) {
    return new Arguments(List.of(only), List.of(), Optional.empty(), Optional.empty());
  }

  /// The value of the keyword `name`.
  public Optional<Expression> keyword(String name) {
    return keywords.stream().filter(k -> k.name().equals(name)).map(Keyword::value).findFirst();
  }

  /// Whether there is nothing between the parentheses.
  public boolean isEmpty() {
    return positional.isEmpty() && keywords.isEmpty() && isPlain();
  }

  /// Whether there are neither `*` nor `**`, so that what is written is all there is.
  public boolean isPlain() {
    return star.isEmpty() && doubleStar.isEmpty();
  }
}
