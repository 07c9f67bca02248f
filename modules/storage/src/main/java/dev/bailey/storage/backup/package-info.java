/// Backups of a home's data: encrypted, incremental, each restorable by itself.
@NullMarked
package dev.bailey.storage.backup;

import org.jspecify.annotations.NullMarked;
