/// The server itself: TLS, redirects, security headers, limits.
@NullMarked
package dev.bailey.api.server;

import org.jspecify.annotations.NullMarked;
