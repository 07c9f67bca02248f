/// Interactive sessions: edit, compile, preview.
@NullMarked
package dev.bailey.ide;

import org.jspecify.annotations.NullMarked;
