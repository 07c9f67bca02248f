/// How long runs, what they leave behind, and the audit are kept, and the end of it.
@NullMarked
package dev.bailey.jobs.retention;

import org.jspecify.annotations.NullMarked;
