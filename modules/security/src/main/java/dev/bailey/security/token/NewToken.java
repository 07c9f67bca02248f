package dev.bailey.security.token;

import dev.bailey.security.permission.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is asked for when a token is made.
public record NewToken(
    TokenOwner owner, String name, List<Grant> grants, Optional<Instant> expiresAt) {
  public NewToken {
    grants = List.copyOf(grants);
  }
}
