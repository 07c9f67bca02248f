@NullMarked
package dev.bailey.appliance;

import org.jspecify.annotations.NullMarked;
