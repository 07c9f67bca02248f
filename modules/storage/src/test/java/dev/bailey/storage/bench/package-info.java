@NullMarked
package dev.bailey.storage.bench;

import org.jspecify.annotations.NullMarked;
