package dev.bailey.project.parse;

import dev.bailey.project.manifest.MacroDefinition;
import dev.bailey.source.Problem;
import java.util.List;

/// The macros that a parse leaves for the next one, before properties files describe them.
///
/// @param stamp changes whenever a macro of the project or its packages does
/// @param warnings what was found in their files
/// @param own those of the project and its packages
/// @param builtins the built-in ones
record KnownMacros(
    String stamp,
    List<Problem> warnings,
    List<MacroDefinition> own,
    List<MacroDefinition> builtins) {}
