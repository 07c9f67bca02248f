/// Jobs and runs in tables, their logs and artifacts in the object store.
@NullMarked
package dev.bailey.database.jobs;

import org.jspecify.annotations.NullMarked;
