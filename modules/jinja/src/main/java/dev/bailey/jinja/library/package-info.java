/// What templates find ready: filters, tests, global functions and Python's modules.
@NullMarked
package dev.bailey.jinja.library;

import org.jspecify.annotations.NullMarked;
