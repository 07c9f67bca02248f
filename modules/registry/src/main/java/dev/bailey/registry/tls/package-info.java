/// Whom outgoing TLS connections trust, and where they lead.
@NullMarked
package dev.bailey.registry.tls;

import org.jspecify.annotations.NullMarked;
