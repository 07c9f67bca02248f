/// The whole appliance, driven from outside by real clients.
@NullMarked
package dev.bailey.appliance.whole;

import org.jspecify.annotations.NullMarked;
