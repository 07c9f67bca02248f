@NullMarked
package dev.bailey.security.oidc;

import org.jspecify.annotations.NullMarked;
