/// TLS from here to elsewhere, and from elsewhere to here.
@NullMarked
package dev.bailey.appliance.tls;

import org.jspecify.annotations.NullMarked;
