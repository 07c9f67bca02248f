/// Which files of a project dbt reads.
@NullMarked
package dev.bailey.project.file;

import org.jspecify.annotations.NullMarked;
