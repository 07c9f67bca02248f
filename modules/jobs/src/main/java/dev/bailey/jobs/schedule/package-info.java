/// When a scheduled job is due.
@NullMarked
package dev.bailey.jobs.schedule;

import org.jspecify.annotations.NullMarked;
