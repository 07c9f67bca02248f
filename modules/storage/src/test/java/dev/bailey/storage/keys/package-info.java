@NullMarked
package dev.bailey.storage.keys;

import org.jspecify.annotations.NullMarked;
