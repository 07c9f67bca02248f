/// People whom a directory elsewhere knows, with their passwords and groups.
@NullMarked
package dev.bailey.security.directory;

import org.jspecify.annotations.NullMarked;
