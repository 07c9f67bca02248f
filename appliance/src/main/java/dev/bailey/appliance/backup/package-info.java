/// Backups of a whole home: what goes into them, and the commands that make, prove and restore
/// them.
@NullMarked
package dev.bailey.appliance.backup;

import org.jspecify.annotations.NullMarked;
