/// Trino over its HTTP protocol, through the client inside its JDBC driver (docs/decisions/0405).
@NullMarked
package dev.bailey.warehouse.trino;

import org.jspecify.annotations.NullMarked;
