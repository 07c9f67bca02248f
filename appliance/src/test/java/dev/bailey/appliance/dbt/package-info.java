/// Tests of dbt's command line.
@NullMarked
package dev.bailey.appliance.dbt;

import org.jspecify.annotations.NullMarked;
