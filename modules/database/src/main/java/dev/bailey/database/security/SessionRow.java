package dev.bailey.database.security;

import dev.bailey.database.Seals;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.provider.ProviderSession;
import dev.bailey.security.session.Session;
import dev.bailey.security.session.SessionId;
import dev.bailey.security.user.UserId;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.seal.Place;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [Session].
@Entity
@Table(name = "user_session")
@NullUnmarked
class SessionRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "session_id")
  @SequenceGenerator(name = "session_id", sequenceName = "session_id", allocationSize = 1)
  private Long id;

  @Column(name = "user_id")
  private long user;

  @SuppressWarnings("UnusedVariable") // queries look for it
  private String hash;

  private String address;
  private String client;

  private String provider;

  @Column(name = "provider_session")
  private String providerSession;

  @Column(name = "sealed_hint")
  private byte[] sealedHint;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "last_seen")
  private Instant lastSeen;

  SessionRow() {}

  static SessionRow of(UserId user, String hash, Origin origin, Instant at) {
    var row = new SessionRow();
    row.user = user.value();
    row.hash = hash;
    row.address = origin.address();
    row.client = origin.client();
    row.createdAt = at;
    row.lastSeen = at;
    return row;
  }

  /// Its number has to be known: what is sealed is sealed for this row.
  void take(ProviderSession elsewhere, Seals seals) {
    provider = elsewhere.issuer();
    providerSession = elsewhere.id().orElse(null);
    sealedHint = seals.seal(KeyOwner.account(), place(), elsewhere.hint());
  }

  Session toSession() {
    return new Session(
        new SessionId(id),
        new UserId(user),
        new Origin(address, client),
        Optional.ofNullable(provider),
        createdAt,
        lastSeen);
  }

  Optional<ProviderSession> elsewhere(Seals seals) {
    return Optional.ofNullable(provider)
        .map(issuer ->
            new ProviderSession(
                issuer,
                Optional.ofNullable(providerSession),
                seals.open(KeyOwner.account(), place(), sealedHint)));
  }

  private Place place() {
    return new Place("user_session", id.toString(), "sealed_hint");
  }
}
