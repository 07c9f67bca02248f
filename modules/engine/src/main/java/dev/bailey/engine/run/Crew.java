package dev.bailey.engine.run;

import dev.bailey.engine.Stop;
import dev.bailey.engine.connection.Connections;

/// What the threads of an invocation work with, whatever they work on.
///
/// @param journal keeps results while others are at work
public record Crew(
    RunOptions options,
    Connections connections,
    Reporter reporter,
    ResultJournal journal,
    Stop stop) {}
