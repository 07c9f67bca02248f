@NullMarked
package dev.bailey.git.sync;

import org.jspecify.annotations.NullMarked;
