/// Runs dbt commands over a graph; owns the port Warehouse.
@NullMarked
package dev.bailey.engine;

import org.jspecify.annotations.NullMarked;
