package dev.bailey.security.provider;

import dev.bailey.security.directory.DirectoryPerson;

/// Somebody whom a provider has signed in.
///
/// @param session that they have there now
public record Arrival(DirectoryPerson person, ProviderSession session) {}
