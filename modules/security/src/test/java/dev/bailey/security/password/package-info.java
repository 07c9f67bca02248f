@NullMarked
package dev.bailey.security.password;

import org.jspecify.annotations.NullMarked;
