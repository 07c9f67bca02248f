/// Where on the network a connection may go.
@NullMarked
package dev.bailey.warehouse.egress;

import org.jspecify.annotations.NullMarked;
