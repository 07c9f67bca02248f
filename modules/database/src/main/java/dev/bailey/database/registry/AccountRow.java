package dev.bailey.database.registry;

import dev.bailey.registry.Account;
import dev.bailey.registry.AccountId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/// The table row of the [Account].
@Entity
@Table(name = "account")
@NullUnmarked
class AccountRow {
  @Id private Long id;
  @Version private long version;
  private String identifier;
  private String name;

  @Column(name = "run_slots")
  private int runSlots;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  AccountRow() {}

  static AccountRow of(Account account) {
    var row = new AccountRow();
    row.id = account.id().value();
    row.identifier = account.identifier();
    row.take(account);
    return row;
  }

  void take(Account account) {
    name = account.name();
    runSlots = account.runSlots();
    createdAt = account.createdAt();
    updatedAt = account.updatedAt();
  }

  Account toAccount() {
    return new Account(new AccountId(id), identifier, name, runSlots, createdAt, updatedAt);
  }
}
