/// Carries out the nodes of a graph: in dbt's order, on several threads, each by its
/// materialization.
@NullMarked
package dev.bailey.engine.run;

import org.jspecify.annotations.NullMarked;
