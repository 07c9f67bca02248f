@NullMarked
package dev.bailey.storage.seal;

import org.jspecify.annotations.NullMarked;
