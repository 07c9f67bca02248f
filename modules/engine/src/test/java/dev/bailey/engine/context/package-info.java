@NullMarked
package dev.bailey.engine.context;

import org.jspecify.annotations.NullMarked;
