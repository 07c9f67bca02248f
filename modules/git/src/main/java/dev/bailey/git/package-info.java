/// Encrypted repositories as source trees: what jobs, the IDE and the API see of git.
@NullMarked
package dev.bailey.git;

import org.jspecify.annotations.NullMarked;
