package dev.bailey.security.token;

import dev.bailey.registry.Secret;

/// A token at the one moment when its text can be shown.
public record IssuedToken(ApiToken token, Secret text) {}
