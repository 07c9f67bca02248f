package dev.bailey.database.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a proof that was used.
@Entity
@Table(name = "spent_proof")
@NullUnmarked
class SpentProofRow {
  @Id
  @SuppressWarnings("UnusedVariable") // its being there says it all
  private String hash;

  @Column(name = "good_until")
  @SuppressWarnings("UnusedVariable") // queries look for it
  private Instant until;

  SpentProofRow() {}

  static SpentProofRow of(String hash, Instant until) {
    var row = new SpentProofRow();
    row.hash = hash;
    row.until = until;
    return row;
  }
}
