@NullMarked
package dev.bailey.security.audit;

import org.jspecify.annotations.NullMarked;
