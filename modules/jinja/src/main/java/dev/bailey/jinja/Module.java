package dev.bailey.jinja;

import dev.bailey.jinja.value.Value;
import java.util.Map;

/// What a template leaves behind when it has run.
///
/// @param text what it printed
/// @param exports its top-level macros and variables, without those that begin with an underscore
public record Module(String text, Map<String, Value> exports) {}
