/// The master key, the key ring, and what is derived from it.
@NullMarked
package dev.bailey.storage.keys;

import org.jspecify.annotations.NullMarked;
