@NullMarked
package dev.bailey.security.person;

import org.jspecify.annotations.NullMarked;
