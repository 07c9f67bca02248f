/// PostgreSQL over JDBC.
@NullMarked
package dev.bailey.warehouse.postgres;

import org.jspecify.annotations.NullMarked;
