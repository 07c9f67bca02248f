package dev.bailey.jinja.ast;

import dev.bailey.source.Span;

/// `name=value` in a call or a tag.
public record Keyword(Span span, String name, Expression value) implements Node {}
