/// Reads seeds: CSV as Python's reader splits it, columns as agate types them.
@NullMarked
package dev.bailey.engine.seed;

import org.jspecify.annotations.NullMarked;
