package dev.bailey.security;

import dev.bailey.security.AccessException.Code;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.token.IssuedToken;
import dev.bailey.security.token.NewToken;
import dev.bailey.security.token.TokenId;
import dev.bailey.security.token.TokenOwner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tokens of programs, with rights of their own.
public final class ServiceTokens {
  private final SecurityStores stores;
  private final TokenDesk desk;

  ServiceTokens(SecurityStores stores, TokenDesk desk) {
    this.stores = stores;
    this.desk = desk;
  }

  /// Makes a token.
  ///
  /// @throws AccessException FORBIDDEN when it would be allowed more than its maker, INVALID
  public IssuedToken create(
      Subject subject, String name, List<Grant> grants, Optional<Instant> expiresAt) {
    require(subject, Action.CREATE);
    requireGrantable(subject, grants);
    var wanted = new NewToken(new TokenOwner.Service(), name, grants, expiresAt);
    return desk.issue(subject, wanted, "service_token.created");
  }

  /// The tokens that are not revoked.
  public List<ApiToken> list(Subject subject) {
    require(subject, Action.READ);
    return stores.tokens().service();
  }

  /// The token.
  ///
  /// @throws AccessException NOT_FOUND
  public ApiToken find(Subject subject, TokenId id) {
    require(subject, Action.READ);
    return token(id);
  }

  /// Gives a token another name.
  ///
  /// @throws AccessException NOT_FOUND, INVALID
  public ApiToken rename(Subject subject, TokenId id, String name) {
    require(subject, Action.WRITE);
    ApiToken renamed = OwnAccount.valid(() -> token(id).renamed(name));
    desk.save(subject, renamed, "service_token.changed");
    return renamed;
  }

  /// Replaces what a token may do.
  ///
  /// @throws AccessException NOT_FOUND, FORBIDDEN as for [#create]
  public ApiToken grant(Subject subject, TokenId id, List<Grant> grants) {
    require(subject, Action.WRITE);
    requireGrantable(subject, grants);
    ApiToken changed = token(id).granted(grants);
    desk.save(subject, changed, "service_token.changed");
    return changed;
  }

  /// Makes a token worthless.
  ///
  /// @throws AccessException NOT_FOUND
  public void revoke(Subject subject, TokenId id) {
    require(subject, Action.WRITE);
    desk.revoke(subject, token(id), "service_token.revoked");
  }

  private ApiToken token(TokenId id) {
    return stores
        .tokens()
        .find(id)
        .filter(token -> token.owner() instanceof TokenOwner.Service)
        .filter(token -> token.revokedAt().isEmpty())
        .orElseThrow(() -> OwnAccount.notFound("service token"));
  }

  private static void require(Subject subject, Action action) {
    subject.require(Permission.account(AccountArea.SERVICE_TOKENS, action));
  }

  static void requireGrantable(Subject subject, List<Grant> grants) {
    if (!subject.mayGrant(grants)) {
      throw new AccessException(Code.FORBIDDEN, "Nobody can give more rights than they have.");
    }
  }
}
