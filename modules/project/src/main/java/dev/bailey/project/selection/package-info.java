/// dbt's node selection: `--select`, `--exclude`, and the selectors of selectors.yml.
@NullMarked
package dev.bailey.project.selection;

import org.jspecify.annotations.NullMarked;
