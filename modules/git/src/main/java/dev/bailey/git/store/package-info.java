/// JGit's DFS classes over encrypted files: packs, indexes and reftables.
@NullMarked
package dev.bailey.git.store;

import org.jspecify.annotations.NullMarked;
