@NullMarked
package dev.bailey.security.permission;

import org.jspecify.annotations.NullMarked;
