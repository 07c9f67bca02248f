/// The files that a run leaves behind: run_results.json, sources.json and catalog.json.
@NullMarked
package dev.bailey.engine.artifact;

import org.jspecify.annotations.NullMarked;
