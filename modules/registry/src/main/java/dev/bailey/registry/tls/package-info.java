/// Whom outgoing TLS connections trust.
@NullMarked
package dev.bailey.registry.tls;

import org.jspecify.annotations.NullMarked;
