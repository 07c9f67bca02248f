@NullMarked
package dev.bailey.database.bench;

import org.jspecify.annotations.NullMarked;
