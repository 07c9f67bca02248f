package dev.bailey.database.security;

import dev.bailey.security.audit.AuditEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/// The one row that says where the audit ends.
@Entity
@Table(name = "audit_head")
@NullUnmarked
class AuditHeadRow {
  static final int ID = 1;

  @Id private Integer id;

  @Column(name = "last_id")
  private long last;

  private String mac;

  AuditHeadRow() {}

  long last() {
    return last;
  }

  String mac() {
    return mac;
  }

  void move(AuditEntry entry) {
    last = entry.number();
    mac = entry.mac();
  }
}
