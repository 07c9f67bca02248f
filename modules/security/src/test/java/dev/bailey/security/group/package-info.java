@NullMarked
package dev.bailey.security.group;

import org.jspecify.annotations.NullMarked;
