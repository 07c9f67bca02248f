/// The composition root: configuration, wiring, the `bailey` command.
@NullMarked
package dev.bailey.appliance;

import org.jspecify.annotations.NullMarked;
