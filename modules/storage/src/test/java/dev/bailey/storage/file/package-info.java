@NullMarked
package dev.bailey.storage.file;

import org.jspecify.annotations.NullMarked;
