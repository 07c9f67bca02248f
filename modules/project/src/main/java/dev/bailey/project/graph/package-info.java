/// What reads from what: the directed acyclic graph of a manifest.
@NullMarked
package dev.bailey.project.graph;

import org.jspecify.annotations.NullMarked;
