@NullMarked
package dev.bailey.registry;

import org.jspecify.annotations.NullMarked;
