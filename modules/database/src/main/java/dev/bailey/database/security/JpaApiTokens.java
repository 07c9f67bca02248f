package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.token.ApiTokens;
import dev.bailey.security.token.NewToken;
import dev.bailey.security.token.TokenId;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tokens in the table `api_token`.
public final class JpaApiTokens implements ApiTokens {
  private final Database database;

  public JpaApiTokens(Database database) {
    this.database = database;
  }

  @Override
  public ApiToken add(NewToken token, String start, String hash, Instant at) {
    return database.callInTransaction(em -> {
      var row = TokenRow.of(token, start, hash, at);
      em.persist(row);
      return row.toToken();
    });
  }

  @Override
  public Optional<ApiToken> find(TokenId id) {
    return database.callInTransaction(
        em -> Optional.ofNullable(em.find(TokenRow.class, id.value())).map(TokenRow::toToken));
  }

  @Override
  public Optional<ApiToken> byHash(String hash) {
    return database.callInTransaction(em ->
        em.createQuery("select t from TokenRow t where t.hash = :hash", TokenRow.class)
            .setParameter("hash", hash)
            .getResultStream()
            .findFirst()
            .map(TokenRow::toToken));
  }

  @Override
  public List<ApiToken> of(UserId user) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select t from TokenRow t where t.user = :user and t.revokedAt is null order by t.id",
                TokenRow.class)
            .setParameter("user", user.value())
            .getResultStream()
            .map(TokenRow::toToken)
            .toList());
  }

  @Override
  public List<ApiToken> everOf(UserId user) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select t from TokenRow t where t.user = :user order by t.id", TokenRow.class)
            .setParameter("user", user.value())
            .getResultStream()
            .map(TokenRow::toToken)
            .toList());
  }

  @Override
  public int removeAll(UserId user) {
    return database.callInTransaction(em ->
        em.createQuery("delete from TokenRow t where t.user = :user")
            .setParameter("user", user.value())
            .executeUpdate());
  }

  @Override
  public List<ApiToken> service() {
    return database.callInTransaction(em ->
        em.createQuery(
                "select t from TokenRow t where t.user is null and t.revokedAt is null order by t.id",
                TokenRow.class)
            .getResultStream()
            .map(TokenRow::toToken)
            .toList());
  }

  @Override
  public void save(ApiToken token) {
    database.runInTransaction(em ->
        Optional.ofNullable(em.find(TokenRow.class, token.id().value()))
            .orElseThrow(() -> new IllegalArgumentException("no token " + token.id()))
            .take(token));
  }

  /// Past the version, so that noting a use is never in the way of a change.
  @Override
  public void used(TokenId id, Instant at) {
    database.runInTransaction(em ->
        em.createQuery("update TokenRow t set t.lastUsed = :at where t.id = :id")
            .setParameter("at", at)
            .setParameter("id", id.value())
            .executeUpdate());
  }
}
