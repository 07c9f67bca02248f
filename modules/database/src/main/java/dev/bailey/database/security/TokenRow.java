package dev.bailey.database.security;

import dev.bailey.database.LinesColumn;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.token.NewToken;
import dev.bailey.security.token.TokenId;
import dev.bailey.security.token.TokenOwner;
import dev.bailey.security.user.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of an [ApiToken].
@Entity
@Table(name = "api_token")
@NullUnmarked
class TokenRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "token_id")
  @SequenceGenerator(name = "token_id", sequenceName = "token_id", allocationSize = 1)
  private Long id;

  @Version private long version;

  /// Whose it is; null for a service token.
  @Column(name = "user_id")
  private Long user;

  private String name;

  @Column(name = "start_text")
  private String start;

  @SuppressWarnings("UnusedVariable") // queries look for it
  private String hash;

  @Convert(converter = LinesColumn.class)
  private List<String> grants;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "last_used")
  private Instant lastUsed;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  TokenRow() {}

  static TokenRow of(NewToken token, String start, String hash, Instant at) {
    var row = new TokenRow();
    row.user =
        switch (token.owner()) {
          case TokenOwner.Personal(UserId user) -> user.value();
          case TokenOwner.Service() -> null;
        };
    row.name = token.name();
    row.start = start;
    row.hash = hash;
    row.grants = GrantLines.of(token.grants());
    row.createdAt = at;
    row.expiresAt = token.expiresAt().orElse(null);
    return row;
  }

  void take(ApiToken token) {
    name = token.name();
    grants = GrantLines.of(token.grants());
    expiresAt = token.expiresAt().orElse(null);
    lastUsed = token.lastUsed().orElse(null);
    revokedAt = token.revokedAt().orElse(null);
  }

  ApiToken toToken() {
    return new ApiToken(
        new TokenId(id),
        user == null ? new TokenOwner.Service() : new TokenOwner.Personal(new UserId(user)),
        name,
        start,
        GrantLines.grants(grants),
        createdAt,
        Optional.ofNullable(expiresAt),
        Optional.ofNullable(lastUsed),
        Optional.ofNullable(revokedAt));
  }
}
