/// Models that are built batch by batch: `incremental_strategy: microbatch`.
@NullMarked
package dev.bailey.project.batch;

import org.jspecify.annotations.NullMarked;
