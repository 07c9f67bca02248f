package dev.bailey.database.security;

import dev.bailey.security.audit.Origin;
import dev.bailey.security.session.Session;
import dev.bailey.security.session.SessionId;
import dev.bailey.security.user.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
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

  Session toSession() {
    return new Session(
        new SessionId(id), new UserId(user), new Origin(address, client), createdAt, lastSeen);
  }
}
