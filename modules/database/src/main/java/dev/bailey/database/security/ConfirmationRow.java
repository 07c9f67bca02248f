package dev.bailey.database.security;

import dev.bailey.security.review.Confirmation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [Confirmation].
@Entity
@Table(name = "access_confirmation")
@NullUnmarked
class ConfirmationRow {
  @Id
  @Column(name = "access_key")
  private String key;

  private String allowed;

  @Column(name = "confirmed_by")
  private String by;

  @Column(name = "confirmed_at")
  private Instant at;

  ConfirmationRow() {}

  static ConfirmationRow of(Confirmation confirmation) {
    var row = new ConfirmationRow();
    row.key = confirmation.key();
    row.allowed = confirmation.allowed();
    row.by = confirmation.by();
    row.at = confirmation.at();
    return row;
  }

  Confirmation toConfirmation() {
    return new Confirmation(key, allowed, by, at);
  }
}
