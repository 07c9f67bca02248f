package dev.bailey.security.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/// The audit in memory, for tests.
public final class InMemoryAudit implements Audit {
  private final AuditChain chain = new AuditChain(new SecretKeySpec(new byte[32], "HmacSHA256"));
  private final List<AuditEntry> entries = new ArrayList<>();

  @Override
  public synchronized AuditEntry append(AuditEvent event, Instant at) {
    String previous = entries.isEmpty() ? AuditChain.START : entries.getLast().mac();
    long number = entries.isEmpty() ? 1 : entries.getLast().number() + 1;
    AuditEntry entry = chain.next(number, previous, event, at);
    entries.add(entry);
    return entry;
  }

  @Override
  public synchronized List<AuditEntry> list(Query query) {
    return matching(query)
        .sorted(Comparator.comparingLong(AuditEntry::number).reversed())
        .skip(query.offset())
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized long count(Query query) {
    return matching(query).count();
  }

  @Override
  public synchronized Optional<Long> firstBroken() {
    Optional<Anchor> anchor = anchor();
    String previous = anchor.map(Anchor::mac).orElse(AuditChain.START);
    for (AuditEntry entry : entries) {
      if (!chain.holds(entry, previous)) {
        return Optional.of(entry.number());
      }
      previous = entry.mac();
    }
    return Optional.empty();
  }

  @Override
  public synchronized Optional<Anchor> anchor() {
    return list(Query.newest(1).ofType(Anchor.EVENT)).stream()
        .flatMap(entry -> Anchor.of(entry).stream())
        .findFirst();
  }

  @Override
  public synchronized long trim(Instant before, int most, Actor by, Instant at) {
    List<AuditEntry> old =
        entries.stream().limit(most).takeWhile(entry -> entry.at().isBefore(before)).toList();
    if (!old.isEmpty()) {
      var anchor = new Anchor(old.getLast().number(), old.getLast().mac());
      AuditEntry _ = append(AuditChain.trimmed(anchor, old.size(), before, by), at);
      entries.removeAll(old);
    }
    return old.size();
  }

  private Stream<AuditEntry> matching(Query query) {
    return entries.stream()
        .filter(e -> query.from().map(from -> !e.at().isBefore(from)).orElse(true))
        .filter(e -> query.until().map(e.at()::isBefore).orElse(true))
        .filter(e -> query.actorKind().map(e.event().actor().kind()::equals).orElse(true))
        .filter(e -> query.actorId().map(id -> id == e.event().actor().id()).orElse(true))
        .filter(e -> query.type().map(e.event().type()::startsWith).orElse(true));
  }
}
