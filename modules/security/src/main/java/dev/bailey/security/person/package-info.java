/// What is held about people, and the end of it.
@NullMarked
package dev.bailey.security.person;

import org.jspecify.annotations.NullMarked;
