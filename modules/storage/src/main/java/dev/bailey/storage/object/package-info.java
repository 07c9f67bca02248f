/// Write-once objects and growing logs, compressed and encrypted.
@NullMarked
package dev.bailey.storage.object;

import org.jspecify.annotations.NullMarked;
