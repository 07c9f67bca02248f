/// Sessions as dbt handles connections, and what is known of the relations in the warehouse.
@NullMarked
package dev.bailey.engine.connection;

import org.jspecify.annotations.NullMarked;
