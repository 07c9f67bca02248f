package dev.bailey.database.security;

import dev.bailey.database.LinesColumn;
import dev.bailey.database.Seals;
import dev.bailey.security.factor.SecondFactor;
import dev.bailey.security.user.UserId;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.seal.Place;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [SecondFactor].
@Entity
@Table(name = "second_factor")
@NullUnmarked
class SecondFactorRow {
  @Id
  @Column(name = "user_id")
  private Long user;

  @Version private long version;

  @Column(name = "sealed_key")
  private byte[] sealedKey;

  @Column(name = "confirmed_at")
  private Instant confirmedAt;

  @Column(name = "last_step")
  private long lastStep;

  @Convert(converter = LinesColumn.class)
  private List<String> recovery;

  SecondFactorRow() {}

  static SecondFactorRow of(UserId user) {
    var row = new SecondFactorRow();
    row.user = user.value();
    return row;
  }

  void take(SecondFactor factor, Seals seals) {
    sealedKey = seals.seal(KeyOwner.account(), place(), factor.key());
    confirmedAt = factor.confirmedAt().orElse(null);
    lastStep = factor.lastStep();
    recovery = factor.recovery();
  }

  SecondFactor toFactor(Seals seals) {
    return new SecondFactor(
        seals.open(KeyOwner.account(), place(), sealedKey),
        Optional.ofNullable(confirmedAt),
        lastStep,
        recovery);
  }

  private Place place() {
    return new Place("second_factor", user.toString(), "sealed_key");
  }
}
