@NullMarked
package dev.bailey.git;

import org.jspecify.annotations.NullMarked;
