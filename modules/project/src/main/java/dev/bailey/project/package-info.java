/// dbt files to manifest, graph, selection and compiled SQL. Opens no connection.
@NullMarked
package dev.bailey.project;

import org.jspecify.annotations.NullMarked;
