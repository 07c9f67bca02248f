package dev.bailey.security.session;

import dev.bailey.registry.Kept;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.provider.ProviderSession;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Sessions in memory, for tests.
public final class InMemorySessions implements Sessions {
  private final Kept<Entry> kept = new Kept<>();

  private record Entry(String hash, Optional<ProviderSession> elsewhere, Session session) {}

  @Override
  public Session add(
      UserId user, String hash, Origin origin, Optional<ProviderSession> elsewhere, Instant at) {
    var issuer = elsewhere.map(ProviderSession::issuer);
    return kept.add(id ->
            new Entry(
                hash, elsewhere, new Session(new SessionId(id), user, origin, issuer, at, at)))
        .session();
  }

  @Override
  public Optional<ProviderSession> elsewhere(SessionId id) {
    return kept.find(id.value()).flatMap(Entry::elsewhere);
  }

  @Override
  public List<Session> from(String issuer, String id) {
    return kept.all().stream()
        .filter(entry ->
            entry
                .elsewhere()
                .filter(there -> there.issuer().equals(issuer))
                .flatMap(ProviderSession::id)
                .equals(Optional.of(id)))
        .map(Entry::session)
        .toList();
  }

  @Override
  public Optional<Session> byHash(String hash) {
    return kept.all().stream()
        .filter(entry -> entry.hash().equals(hash))
        .map(Entry::session)
        .findFirst();
  }

  @Override
  public List<Session> of(UserId user) {
    return kept.all().stream()
        .map(Entry::session)
        .filter(session -> session.user().equals(user))
        .toList();
  }

  @Override
  public void seen(SessionId id, Instant at) {
    kept.find(id.value())
        .ifPresent(entry -> {
          var before = entry.session();
          var now =
              new Session(
                  id, before.user(), before.origin(), before.provider(), before.createdAt(), at);
          kept.replace(id.value(), new Entry(entry.hash(), entry.elsewhere(), now));
        });
  }

  @Override
  public void remove(SessionId id) {
    kept.remove(id.value());
  }

  @Override
  public void removeAll(UserId user) {
    removeIf(session -> session.user().equals(user));
  }

  @Override
  public void removeOver(Instant lastSeenBefore, Instant createdBefore) {
    removeIf(session ->
        session.lastSeen().isBefore(lastSeenBefore) || session.createdAt().isBefore(createdBefore));
  }

  private void removeIf(Predicate<Session> wanted) {
    kept.all().stream().map(Entry::session).filter(wanted).forEach(session -> remove(session.id()));
  }
}
