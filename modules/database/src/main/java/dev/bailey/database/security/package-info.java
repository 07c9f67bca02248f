/// Users, sessions, tokens and the audit, in tables.
@NullMarked
package dev.bailey.database.security;

import org.jspecify.annotations.NullMarked;
