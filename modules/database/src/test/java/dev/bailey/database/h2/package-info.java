@NullMarked
package dev.bailey.database.h2;

import org.jspecify.annotations.NullMarked;
