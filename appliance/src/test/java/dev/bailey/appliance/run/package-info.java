/// Tests of what runs stand on.
@NullMarked
package dev.bailey.appliance.run;

import org.jspecify.annotations.NullMarked;
