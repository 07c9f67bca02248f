package dev.bailey.database.security;

import dev.bailey.security.user.StoredPassword;
import dev.bailey.security.user.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [StoredPassword].
@Entity
@Table(name = "user_password")
@NullUnmarked
class PasswordRow {
  @Id
  @Column(name = "user_id")
  private Long user;

  @Version private long version;
  private String hash;

  @Column(name = "must_change")
  private boolean mustChange;

  @Column(name = "changed_at")
  private Instant changedAt;

  @Column(name = "valid_until")
  private Instant validUntil;

  PasswordRow() {}

  static PasswordRow of(UserId user) {
    var row = new PasswordRow();
    row.user = user.value();
    return row;
  }

  void take(StoredPassword password) {
    hash = password.hash();
    mustChange = password.mustChange();
    changedAt = password.changedAt();
    validUntil = password.validUntil().orElse(null);
  }

  StoredPassword toPassword() {
    return new StoredPassword(hash, mustChange, changedAt, Optional.ofNullable(validUntil));
  }
}
