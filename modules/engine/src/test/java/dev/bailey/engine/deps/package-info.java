@NullMarked
package dev.bailey.engine.deps;

import org.jspecify.annotations.NullMarked;
