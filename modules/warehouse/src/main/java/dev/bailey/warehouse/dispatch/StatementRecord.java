package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.WarehouseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is kept of a statement: never its text, its bindings or its rows.
///
/// @param connection the connection it went through
/// @param run the run it belongs to
/// @param node the unique id on whose behalf it ran, or an empty string
/// @param sha256 of the text, in hexadecimal
/// @param at when it was handed in
/// @param queued how long it waited for its turn
/// @param took how long the warehouse had it
/// @param rows how many rows came back to us
/// @param rowsAffected as the warehouse says, or -1
/// @param failure what went wrong, if anything
public record StatementRecord(
    String connection,
    String run,
    String node,
    String sha256,
    Instant at,
    Duration queued,
    Duration took,
    int rows,
    long rowsAffected,
    Optional<WarehouseException.Kind> failure) {}
