/// `bailey dbt`: the engine from a shell, with dbt's own files and exit codes.
@NullMarked
package dev.bailey.appliance.dbt;

import org.jspecify.annotations.NullMarked;
