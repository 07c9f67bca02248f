@NullMarked
package dev.bailey.database.security;

import org.jspecify.annotations.NullMarked;
