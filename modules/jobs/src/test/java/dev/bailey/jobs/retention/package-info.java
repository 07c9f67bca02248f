@NullMarked
package dev.bailey.jobs.retention;

import org.jspecify.annotations.NullMarked;
