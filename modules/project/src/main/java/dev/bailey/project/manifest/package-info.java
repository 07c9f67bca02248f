/// The resources of a parsed project, as dbt's manifest (version 12) has them.
@NullMarked
package dev.bailey.project.manifest;

import org.jspecify.annotations.NullMarked;
