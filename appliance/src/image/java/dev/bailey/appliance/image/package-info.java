/// Makes the image: one OCI archive, without a container engine (docs/decisions/0900).
@NullMarked
package dev.bailey.appliance.image;

import org.jspecify.annotations.NullMarked;
