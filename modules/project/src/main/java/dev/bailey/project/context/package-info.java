/// The names that templates see: while parsing, where questions get neutral answers and calls are
/// recorded, and at run time, where the engine answers.
@NullMarked
package dev.bailey.project.context;

import org.jspecify.annotations.NullMarked;
