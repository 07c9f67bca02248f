@NullMarked
package dev.bailey.security.factor;

import org.jspecify.annotations.NullMarked;
