/// Writes records to bytes and reads them back: what is kept of a parse from process to process.
@NullMarked
package dev.bailey.project.store;

import org.jspecify.annotations.NullMarked;
