/// What may be done, and which of dbt Cloud's permission sets allow it.
@NullMarked
package dev.bailey.security.permission;

import org.jspecify.annotations.NullMarked;
