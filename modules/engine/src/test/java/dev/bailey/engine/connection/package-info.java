@NullMarked
package dev.bailey.engine.connection;

import org.jspecify.annotations.NullMarked;
