/// Encrypted files with random access, and file operations that survive a power cut.
@NullMarked
package dev.bailey.storage.file;

import org.jspecify.annotations.NullMarked;
