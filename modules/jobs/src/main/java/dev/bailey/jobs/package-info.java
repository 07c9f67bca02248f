/// Jobs, triggers, queue, run life cycle, retention.
@NullMarked
package dev.bailey.jobs;

import org.jspecify.annotations.NullMarked;
