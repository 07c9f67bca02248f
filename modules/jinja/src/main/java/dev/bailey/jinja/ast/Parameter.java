package dev.bailey.jinja.ast;

import dev.bailey.source.Span;
import java.util.Optional;

/// A parameter of a macro or of a `call` block.
///
/// @param annotation the type as it is written behind a colon, where the environment allows one
/// @param fallback what stands for a missing argument
public record Parameter(
    Span span, String name, Optional<String> annotation, Optional<Expression> fallback)
    implements Node {}
