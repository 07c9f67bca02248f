package dev.bailey.security.token;

import dev.bailey.registry.Kept;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tokens in memory, for tests.
public final class InMemoryApiTokens implements ApiTokens {
  private final Kept<Entry> kept = new Kept<>();

  private record Entry(String hash, ApiToken token) {}

  @Override
  public ApiToken add(NewToken token, String start, String hash, Instant at) {
    return kept.add(id ->
            new Entry(
                hash,
                new ApiToken(
                    new TokenId(id),
                    token.owner(),
                    token.name(),
                    start,
                    token.grants(),
                    at,
                    token.expiresAt(),
                    Optional.empty(),
                    Optional.empty())))
        .token();
  }

  @Override
  public Optional<ApiToken> find(TokenId id) {
    return kept.find(id.value()).map(Entry::token);
  }

  @Override
  public Optional<ApiToken> byHash(String hash) {
    return kept.all().stream()
        .filter(entry -> entry.hash().equals(hash))
        .map(Entry::token)
        .findFirst();
  }

  @Override
  public List<ApiToken> of(UserId user) {
    var owner = new TokenOwner.Personal(user);
    return unrevoked().filter(token -> token.owner().equals(owner)).toList();
  }

  @Override
  public List<ApiToken> everOf(UserId user) {
    var owner = new TokenOwner.Personal(user);
    return kept.all().stream()
        .map(Entry::token)
        .filter(token -> token.owner().equals(owner))
        .toList();
  }

  @Override
  public int removeAll(UserId user) {
    List<ApiToken> gone = everOf(user);
    gone.forEach(token -> kept.remove(token.id().value()));
    return gone.size();
  }

  @Override
  public List<ApiToken> service() {
    return unrevoked().filter(token -> token.owner() instanceof TokenOwner.Service).toList();
  }

  @Override
  public void save(ApiToken token) {
    Entry before =
        kept.find(token.id().value())
            .orElseThrow(() -> new IllegalArgumentException("no token " + token.id()));
    kept.replace(token.id().value(), new Entry(before.hash(), token));
  }

  @Override
  public void used(TokenId id, Instant at) {
    find(id)
        .ifPresent(token ->
            save(
                new ApiToken(
                    id,
                    token.owner(),
                    token.name(),
                    token.start(),
                    token.grants(),
                    token.createdAt(),
                    token.expiresAt(),
                    Optional.of(at),
                    token.revokedAt())));
  }

  private Stream<ApiToken> unrevoked() {
    return kept.all().stream().map(Entry::token).filter(token -> token.revokedAt().isEmpty());
  }
}
