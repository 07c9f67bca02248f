/// Adapters, dispatch through Camel, egress policy, rows in memory only.
@NullMarked
package dev.bailey.warehouse;

import org.jspecify.annotations.NullMarked;
