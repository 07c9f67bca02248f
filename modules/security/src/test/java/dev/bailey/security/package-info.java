@NullMarked
package dev.bailey.security;

import org.jspecify.annotations.NullMarked;
