/// Tests of the engine as a whole.
@NullMarked
package dev.bailey.engine;

import org.jspecify.annotations.NullMarked;
