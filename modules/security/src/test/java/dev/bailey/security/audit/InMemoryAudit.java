package dev.bailey.security.audit;

import dev.bailey.security.person.Pseudonym;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/// The audit in memory, for tests.
public final class InMemoryAudit implements Audit {
  private final AuditChain chain = new AuditChain(new SecretKeySpec(new byte[32], "HmacSHA256"));
  private final List<AuditEntry> entries = new ArrayList<>();
  private final Map<Long, String> attestations = new HashMap<>();

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
  public synchronized List<AuditEntry> following(long number, int most) {
    return entries.stream().filter(entry -> entry.number() > number).limit(most).toList();
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
      String attestation = attestations.get(entry.number());
      boolean holds =
          attestation == null
              ? chain.holds(entry, previous)
              : chain.isAttested(entry, previous, attestation);
      if (!holds) {
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

  @Override
  public synchronized long forget(Pseudonym who) {
    String previous = anchor().map(Anchor::mac).orElse(AuditChain.START);
    long changed = 0;
    for (int i = 0; i < entries.size(); i++) {
      AuditEntry entry = entries.get(i);
      AuditEvent left = who.in(entry.event());
      if (!left.equals(entry.event())) {
        var now = new AuditEntry(entry.number(), entry.at(), left, entry.mac());
        entries.set(i, now);
        attestations.put(entry.number(), chain.attest(now, previous));
        changed++;
      }
      previous = entry.mac();
    }
    return changed;
  }

  private Stream<AuditEntry> matching(Query query) {
    return entries.stream()
        .filter(e -> query.from().map(from -> !e.at().isBefore(from)).orElse(true))
        .filter(e -> query.until().map(e.at()::isBefore).orElse(true))
        .filter(e -> query.actorKind().map(e.event().actor().kind()::equals).orElse(true))
        .filter(e -> query.actorId().map(id -> id == e.event().actor().id()).orElse(true))
        .filter(e -> query.target().map(e.event().target()::equals).orElse(true))
        .filter(e -> query.type().map(e.event().type()::startsWith).orElse(true));
  }
}
