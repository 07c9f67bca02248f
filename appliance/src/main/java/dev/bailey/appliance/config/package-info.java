/// What the operator decides: `bailey.yaml`, the environment, and the home directory.
@NullMarked
package dev.bailey.appliance.config;

import org.jspecify.annotations.NullMarked;
