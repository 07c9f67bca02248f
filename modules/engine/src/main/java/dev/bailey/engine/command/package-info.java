/// dbt's command line: its commands, their options, and where the values of options come from.
@NullMarked
package dev.bailey.engine.command;

import org.jspecify.annotations.NullMarked;
