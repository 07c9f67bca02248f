package dev.bailey.project.parse;

import dev.bailey.project.ParsedProject;
import dev.bailey.source.Outcome;
import java.util.Optional;

/// What came of a parse.
///
/// @param outcome the project, or every problem found in it
/// @param left for the next parse of the same project; empty when not even its packages were found
public record Parse(Outcome<ParsedProject> outcome, Optional<LastParse> left) {}
