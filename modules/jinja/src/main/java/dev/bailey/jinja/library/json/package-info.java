/// JSON as Python's `json` module reads and writes it.
@NullMarked
package dev.bailey.jinja.library.json;

import org.jspecify.annotations.NullMarked;
