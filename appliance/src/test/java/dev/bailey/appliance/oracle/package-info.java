/// Real dbt Core and Bailey on the same projects: what they leave behind must be equal.
@NullMarked
package dev.bailey.appliance.oracle;

import org.jspecify.annotations.NullMarked;
