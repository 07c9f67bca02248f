package dev.bailey.security.provider;

import dev.bailey.security.user.ExternalId;
import java.time.Instant;
import java.util.Optional;

/// A provider says that a session there has ended. It names the session, the user, or both.
///
/// @param issuer of the provider
/// @param session there; when it is missing, all of the user's sessions have ended
/// @param id of this message, which is good for once
/// @param until from when on the message is not good any more
public record LogoutNotice(
    String issuer, Optional<String> session, Optional<ExternalId> user, String id, Instant until) {}
