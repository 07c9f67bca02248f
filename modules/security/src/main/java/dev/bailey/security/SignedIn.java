package dev.bailey.security;

import dev.bailey.registry.Secret;
import java.time.Instant;

/// A session that was just opened.
///
/// @param cookie what the browser must send back, and nobody else may know
/// @param until when the session ends at the latest
public record SignedIn(Subject subject, Secret cookie, Instant until) {}
