/// What dbt says while it works, and the lines and JSON in which it says so.
@NullMarked
package dev.bailey.engine.event;

import org.jspecify.annotations.NullMarked;
