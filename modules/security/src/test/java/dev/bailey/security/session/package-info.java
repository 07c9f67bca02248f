@NullMarked
package dev.bailey.security.session;

import org.jspecify.annotations.NullMarked;
