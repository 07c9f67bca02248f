/// A place in a user's file and what to say about it: Span, Problem, Outcome, SourceTree.
@NullMarked
package dev.bailey.source;

import org.jspecify.annotations.NullMarked;
