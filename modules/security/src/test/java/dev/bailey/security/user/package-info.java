@NullMarked
package dev.bailey.security.user;

import org.jspecify.annotations.NullMarked;
