package dev.bailey.security;

import dev.bailey.registry.Secret;
import dev.bailey.security.audit.Target;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.token.IssuedToken;
import dev.bailey.security.token.NewToken;
import dev.bailey.security.token.TokenOwner;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/// Issues tokens and takes them back.
final class TokenDesk {
  private static final int SHOWN = 13;

  private final SecurityStores stores;
  private final Transactions transactions;
  private final Keys keys;
  private final AuditLog log;
  private final Clock clock;

  TokenDesk(SecurityStores stores, Keys keys, AuditLog log, Clock clock) {
    this.stores = stores;
    this.transactions = stores.transactions();
    this.keys = keys;
    this.log = log;
    this.clock = clock;
  }

  IssuedToken issue(Subject subject, NewToken wanted, String type) {
    Instant now = clock.instant();
    if (wanted.expiresAt().filter(end -> !end.isAfter(now)).isPresent()) {
      throw OwnAccount.invalid("A token expires in the future.");
    }
    Secret text = keys.next(prefix(wanted.owner()));
    String start = text.reveal().substring(0, SHOWN);
    return transactions.call(() -> {
      ApiToken token =
          OwnAccount.valid(() -> stores.tokens().add(wanted, start, Keys.hash(text), now));
      log(subject, token, type);
      return new IssuedToken(token, text);
    });
  }

  void revoke(Subject subject, ApiToken token, String type) {
    transactions.run(() -> {
      stores.tokens().save(token.revoked(clock.instant()));
      log(subject, token, type);
    });
  }

  void save(Subject subject, ApiToken token, String type) {
    transactions.run(() -> {
      stores.tokens().save(token);
      log(subject, token, type);
    });
  }

  private void log(Subject subject, ApiToken token, String type) {
    String grants =
        token.grants().stream().map(Members::describe).collect(Collectors.joining(", "));
    log.done(
        subject,
        type,
        Target.of("token", token.id().value()),
        Map.of("name", token.name(), "start", token.start(), "grants", grants));
  }

  /// Tokens are recognized by these, by people and by scanners for secrets.
  private static String prefix(TokenOwner owner) {
    return switch (owner) {
      case TokenOwner.Personal(_) -> "blyu_";
      case TokenOwner.Service() -> "blys_";
    };
  }
}
