package dev.bailey.database.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/// The table row that says that somebody is in a group.
@Entity
@Table(name = "group_member")
@NullUnmarked
@SuppressWarnings("UnusedVariable") // queries look for them
class GroupMemberRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "group_member_id")
  @SequenceGenerator(name = "group_member_id", sequenceName = "group_member_id", allocationSize = 1)
  private Long id;

  @Column(name = "user_id")
  private long user;

  @Column(name = "group_id")
  private long group;

  GroupMemberRow() {}

  static GroupMemberRow of(long user, long group) {
    var row = new GroupMemberRow();
    row.user = user;
    row.group = group;
    return row;
  }
}
