/// Provides the ports of registry, security, jobs and ide with Jakarta Persistence on H2 or
/// PostgreSQL.
@NullMarked
package dev.bailey.database;

import org.jspecify.annotations.NullMarked;
