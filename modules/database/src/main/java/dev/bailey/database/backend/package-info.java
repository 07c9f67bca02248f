/// The databases below: what each of them must do, and PostgreSQL.
@NullMarked
package dev.bailey.database.backend;

import org.jspecify.annotations.NullMarked;
