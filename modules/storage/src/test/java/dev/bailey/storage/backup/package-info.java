@NullMarked
package dev.bailey.storage.backup;

import org.jspecify.annotations.NullMarked;
