package dev.bailey.database.security;

import dev.bailey.database.LinesColumn;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupDefinition;
import dev.bailey.security.group.GroupId;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [Group].
@Entity
@Table(name = "user_group")
@NullUnmarked
class GroupRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "group_id")
  @SequenceGenerator(name = "group_id", sequenceName = "group_id", allocationSize = 1)
  private Long id;

  @Version private long version;
  private String name;

  @Column(name = "assign_by_default")
  private boolean assignByDefault;

  @Convert(converter = LinesColumn.class)
  private List<String> mapped;

  @Convert(converter = LinesColumn.class)
  private List<String> grants;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  GroupRow() {}

  static GroupRow of(GroupDefinition definition, Instant at) {
    var row = new GroupRow();
    row.createdAt = at;
    row.updatedAt = at;
    row.take(definition);
    return row;
  }

  void take(Group group) {
    updatedAt = group.updatedAt();
    take(group.definition());
  }

  Group toGroup() {
    var definition = new GroupDefinition(name, assignByDefault, mapped, GrantLines.grants(grants));
    return new Group(new GroupId(id), definition, createdAt, updatedAt);
  }

  private void take(GroupDefinition definition) {
    name = definition.name();
    assignByDefault = definition.assignByDefault();
    mapped = definition.mapped();
    grants = GrantLines.of(definition.grants());
  }
}
