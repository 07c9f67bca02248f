@NullMarked
package dev.bailey.jobs.schedule;

import org.jspecify.annotations.NullMarked;
