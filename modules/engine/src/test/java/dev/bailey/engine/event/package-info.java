@NullMarked
package dev.bailey.engine.event;

import org.jspecify.annotations.NullMarked;
