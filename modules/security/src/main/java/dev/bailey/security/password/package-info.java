/// Passwords: what makes a good one, and how they are kept.
@NullMarked
package dev.bailey.security.password;

import org.jspecify.annotations.NullMarked;
