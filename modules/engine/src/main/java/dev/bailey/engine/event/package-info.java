/// What dbt logs, as events that can be written as text and as JSON.
@NullMarked
package dev.bailey.engine.event;

import org.jspecify.annotations.NullMarked;
