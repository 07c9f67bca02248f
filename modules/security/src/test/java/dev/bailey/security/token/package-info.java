@NullMarked
package dev.bailey.security.token;

import org.jspecify.annotations.NullMarked;
