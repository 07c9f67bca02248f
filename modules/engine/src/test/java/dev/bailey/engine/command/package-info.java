@NullMarked
package dev.bailey.engine.command;

import org.jspecify.annotations.NullMarked;
