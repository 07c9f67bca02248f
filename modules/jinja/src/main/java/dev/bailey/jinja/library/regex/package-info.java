/// Regular expressions in Python's syntax, matched by a machine that counts its steps.
@NullMarked
package dev.bailey.jinja.library.regex;

import org.jspecify.annotations.NullMarked;
