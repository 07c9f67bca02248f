package dev.bailey.security.provider;

import dev.bailey.registry.Secret;

/// What binds a sign-in elsewhere to the browser that began it. All three are good for one sign-in
/// and can't be guessed.
///
/// @param state goes with the browser to the provider and back
/// @param nonce stands in what the provider signs
/// @param verifier is shown to the provider by ourselves in the end (RFC 7636); 43 characters
public record SignInFlow(Secret state, Secret nonce, Secret verifier) {}
