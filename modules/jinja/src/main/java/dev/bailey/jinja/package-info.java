/// The Jinja2-compatible template engine: lexer, parser, compiled templates, Python values,
/// budgets.
@NullMarked
package dev.bailey.jinja;

import org.jspecify.annotations.NullMarked;
