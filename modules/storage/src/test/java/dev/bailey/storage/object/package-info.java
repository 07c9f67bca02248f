@NullMarked
package dev.bailey.storage.object;

import org.jspecify.annotations.NullMarked;
