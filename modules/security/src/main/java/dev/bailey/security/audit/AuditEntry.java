package dev.bailey.security.audit;

import java.time.Instant;

/// A line of the audit.
///
/// @param number 1 for the first, then without a gap
/// @param mac what binds it to all lines before it, in hexadecimal
public record AuditEntry(long number, Instant at, AuditEvent event, String mac) {}
