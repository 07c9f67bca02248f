package dev.bailey.database.security;

import dev.bailey.security.user.PublicKeyLine;
import dev.bailey.security.user.SshKey;
import dev.bailey.security.user.SshKeyId;
import dev.bailey.security.user.UserId;
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

/// The table row of an [SshKey].
@Entity
@Table(name = "ssh_key")
@NullUnmarked
class SshKeyRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ssh_key_id")
  @SequenceGenerator(name = "ssh_key_id", sequenceName = "ssh_key_id", allocationSize = 1)
  private Long id;

  @Column(name = "user_id")
  private long user;

  private String name;
  private String type;

  @Column(name = "blob_text")
  private String blob;

  @SuppressWarnings("UnusedVariable") // queries look for it
  private String fingerprint;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "last_used")
  private Instant lastUsed;

  SshKeyRow() {}

  static SshKeyRow of(UserId user, String name, PublicKeyLine key, Instant at) {
    var row = new SshKeyRow();
    row.user = user.value();
    row.name = name;
    row.type = key.type();
    row.blob = key.blob();
    row.fingerprint = key.fingerprint();
    row.createdAt = at;
    return row;
  }

  SshKey toKey() {
    return new SshKey(
        new SshKeyId(id),
        new UserId(user),
        name,
        new PublicKeyLine(type, blob),
        createdAt,
        Optional.ofNullable(lastUsed));
  }
}
