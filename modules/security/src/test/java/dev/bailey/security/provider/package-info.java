@NullMarked
package dev.bailey.security.provider;

import org.jspecify.annotations.NullMarked;
