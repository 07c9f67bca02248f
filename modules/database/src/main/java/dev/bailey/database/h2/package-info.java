/// H2 on encrypted pages: its file system, syncing before acknowledging, and the sentinel.
@NullMarked
package dev.bailey.database.h2;

import org.jspecify.annotations.NullMarked;
