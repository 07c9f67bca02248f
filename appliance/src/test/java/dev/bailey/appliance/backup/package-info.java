@NullMarked
package dev.bailey.appliance.backup;

import org.jspecify.annotations.NullMarked;
