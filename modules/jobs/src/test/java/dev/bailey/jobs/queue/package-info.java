@NullMarked
package dev.bailey.jobs.queue;

import org.jspecify.annotations.NullMarked;
