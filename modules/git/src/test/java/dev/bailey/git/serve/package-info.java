@NullMarked
package dev.bailey.git.serve;

import org.jspecify.annotations.NullMarked;
