/// Python's modules `datetime` and `pytz`.
@NullMarked
package dev.bailey.jinja.library.datetime;

import org.jspecify.annotations.NullMarked;
