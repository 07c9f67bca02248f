@NullMarked
package dev.bailey.engine.seed;

import org.jspecify.annotations.NullMarked;
