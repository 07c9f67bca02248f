package dev.bailey.database.registry;

import dev.bailey.registry.EgressRule;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/// The table row of an [EgressRule].
@Entity
@Table(name = "egress_rule")
@NullUnmarked
class EgressRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "egress_rule_id")
  @SequenceGenerator(name = "egress_rule_id", sequenceName = "egress_rule_id", allocationSize = 1)
  private Long id;

  private String host;

  @Column(name = "first_port")
  private int firstPort;

  @Column(name = "last_port")
  private int lastPort;

  private String reason;

  @Column(name = "created_at")
  private Instant createdAt;

  EgressRow() {}

  static EgressRow of(String host, int firstPort, int lastPort, String reason, Instant at) {
    var row = new EgressRow();
    row.host = host;
    row.firstPort = firstPort;
    row.lastPort = lastPort;
    row.reason = reason;
    row.createdAt = at;
    return row;
  }

  EgressRule toRule() {
    return new EgressRule(id, host, firstPort, lastPort, reason, createdAt);
  }
}
