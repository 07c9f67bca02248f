package dev.bailey.security.review;

import java.time.Instant;

/// Somebody looked at a way of access and found it right.
///
/// @param key of the [Entitlement]
/// @param allowed what it allowed then: it counts only while that is the same
/// @param by who it was, as [dev.bailey.security.People] names them
public record Confirmation(String key, String allowed, String by, Instant at) {}
