@NullMarked
package dev.bailey.security.review;

import org.jspecify.annotations.NullMarked;
