/// dbt's command line: commands, options, environment variables and help.
@NullMarked
package dev.bailey.engine.command;

import org.jspecify.annotations.NullMarked;
