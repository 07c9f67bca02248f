/// Jobs: what runs, on what ground, and what starts it. The life of a run is in `run`.
@NullMarked
package dev.bailey.jobs;

import org.jspecify.annotations.NullMarked;
