@NullMarked
package dev.bailey.jobs.run;

import org.jspecify.annotations.NullMarked;
