@NullMarked
package dev.bailey.appliance.packages;

import org.jspecify.annotations.NullMarked;
