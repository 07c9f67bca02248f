/// Python's values, as templates see them. No template can reach any other kind of object.
@NullMarked
package dev.bailey.jinja.value;

import org.jspecify.annotations.NullMarked;
