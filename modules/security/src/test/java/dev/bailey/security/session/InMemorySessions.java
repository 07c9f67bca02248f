package dev.bailey.security.session;

import dev.bailey.registry.Kept;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Sessions in memory, for tests.
public final class InMemorySessions implements Sessions {
  private final Kept<Entry> kept = new Kept<>();

  private record Entry(String hash, Session session) {}

  @Override
  public Session add(UserId user, String hash, Origin origin, Instant at) {
    return kept.add(id -> new Entry(hash, new Session(new SessionId(id), user, origin, at, at)))
        .session();
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
          var now = new Session(id, before.user(), before.origin(), before.createdAt(), at);
          kept.replace(id.value(), new Entry(entry.hash(), now));
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
