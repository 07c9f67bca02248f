/// The life of a run: steps, logs, node results, artifacts, and the stream that a browser follows.
@NullMarked
package dev.bailey.jobs.run;

import org.jspecify.annotations.NullMarked;
