/// What was done here, by whom, and with which outcome, so that nobody can change it unnoticed.
@NullMarked
package dev.bailey.security.audit;

import org.jspecify.annotations.NullMarked;
