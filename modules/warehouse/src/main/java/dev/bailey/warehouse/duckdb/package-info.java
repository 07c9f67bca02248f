/// DuckDB, inside this process.
@NullMarked
package dev.bailey.warehouse.duckdb;

import org.jspecify.annotations.NullMarked;
