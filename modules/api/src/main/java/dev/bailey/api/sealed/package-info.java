/// What there is to see of an appliance whose keys are sealed.
@NullMarked
package dev.bailey.api.sealed;

import org.jspecify.annotations.NullMarked;
