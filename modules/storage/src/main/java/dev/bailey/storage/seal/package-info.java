/// Single values sealed for the one place where they belong.
@NullMarked
package dev.bailey.storage.seal;

import org.jspecify.annotations.NullMarked;
