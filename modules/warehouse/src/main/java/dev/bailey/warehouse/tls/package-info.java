/// Certificates and keys of TLS connections to warehouses.
@NullMarked
package dev.bailey.warehouse.tls;

import org.jspecify.annotations.NullMarked;
