@NullMarked
package dev.bailey.database.registry;

import org.jspecify.annotations.NullMarked;
