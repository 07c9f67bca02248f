/// Compiled templates: names resolved to slots, nodes that evaluate themselves, and what they need
/// while they run. Not for use outside the engine.
@NullMarked
package dev.bailey.jinja.code;

import org.jspecify.annotations.NullMarked;
