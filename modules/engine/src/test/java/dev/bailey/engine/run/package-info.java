@NullMarked
package dev.bailey.engine.run;

import org.jspecify.annotations.NullMarked;
