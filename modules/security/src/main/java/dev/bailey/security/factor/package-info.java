/// Second factors: codes of an authenticator, and recovery codes.
@NullMarked
package dev.bailey.security.factor;

import org.jspecify.annotations.NullMarked;
