package dev.bailey.security.person;

import dev.bailey.security.user.UserId;
import java.time.Instant;

/// What was destroyed of somebody. It stands in the audit, too, whose chain proves it.
///
/// @param user who they were; nothing leads from the number to them any more
/// @param auditLines how many lines of the audit named them in the open; where they were sealed,
///   destroying the key was enough
/// @param traces how many runs and other things named them
/// @param line of the audit that says so
/// @param mac of that line
public record Receipt(
    UserId user,
    Instant at,
    int tokens,
    int sshKeys,
    int sessions,
    long auditLines,
    long traces,
    long line,
    String mac) {}
