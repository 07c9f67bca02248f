/// One Camel route for each connection: bounded, fair, timed, cancellable, audited.
@NullMarked
package dev.bailey.warehouse.dispatch;

import org.jspecify.annotations.NullMarked;
