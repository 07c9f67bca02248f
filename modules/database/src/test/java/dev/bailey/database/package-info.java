@NullMarked
package dev.bailey.database;

import org.jspecify.annotations.NullMarked;
