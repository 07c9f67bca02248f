/// Encrypted JGit repositories as source trees, sync routes, served repositories.
@NullMarked
package dev.bailey.git;

import org.jspecify.annotations.NullMarked;
