/// Relations and columns: what they are called in SQL, and what templates see of them. None of it
/// needs a connection, so that they are the same while parsing and at run time.
@NullMarked
package dev.bailey.project.relation;

import org.jspecify.annotations.NullMarked;
