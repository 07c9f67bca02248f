/// From a parsed node to the SQL that a warehouse gets.
@NullMarked
package dev.bailey.project.compile;

import org.jspecify.annotations.NullMarked;
