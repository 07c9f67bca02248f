package dev.bailey.security.provider;

import dev.bailey.registry.Secret;
import java.util.Optional;

/// A session that somebody has with a provider, and that a session here came from.
///
/// @param issuer of the provider
/// @param id of the session there, if the provider tells
/// @param hint shown to the provider when its user signs out; may be empty
public record ProviderSession(String issuer, Optional<String> id, Secret hint) {}
