/// Templates as they stand in their files: nodes without behaviour, and ways to walk them.
@NullMarked
package dev.bailey.jinja.ast;

import org.jspecify.annotations.NullMarked;
