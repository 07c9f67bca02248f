/// From the text of a template to its syntax tree.
@NullMarked
package dev.bailey.jinja.parse;

import org.jspecify.annotations.NullMarked;
