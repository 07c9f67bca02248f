/// What is left when a build is killed, or when its network breaks: nothing half done, and a retry
/// that leaves what an undisturbed build leaves.
@NullMarked
package dev.bailey.appliance.fault;

import org.jspecify.annotations.NullMarked;
