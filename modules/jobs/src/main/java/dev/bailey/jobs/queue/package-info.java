/// Which run may start, and the threads that carry runs out.
@NullMarked
package dev.bailey.jobs.queue;

import org.jspecify.annotations.NullMarked;
