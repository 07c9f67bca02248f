/// The people who use the appliance, and their SSH keys.
@NullMarked
package dev.bailey.security.user;

import org.jspecify.annotations.NullMarked;
