package dev.bailey.database.security;

import dev.bailey.database.LinesColumn;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.user.ExternalId;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
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
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [User].
@Entity
@Table(name = "user_account")
@NullUnmarked
class UserRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "user_id")
  @SequenceGenerator(name = "user_id", sequenceName = "user_id", allocationSize = 1)
  private Long id;

  @Version private long version;
  private String login;
  private String email;

  @Column(name = "first_name")
  private String firstName;

  @Column(name = "last_name")
  private String lastName;

  private String provider;
  private String subject;

  @Convert(converter = LinesColumn.class)
  private List<String> grants;

  private boolean active;

  @Column(name = "last_login")
  private Instant lastLogin;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  UserRow() {}

  static UserRow of(UserProfile profile, List<Grant> grants, Instant at) {
    var row = new UserRow();
    row.active = true;
    row.createdAt = at;
    row.updatedAt = at;
    row.grants = GrantLines.of(grants);
    row.take(profile);
    return row;
  }

  static UserRow of(ExternalId external, UserProfile profile, Instant at) {
    var row = of(profile, List.of(), at);
    row.provider = external.provider();
    row.subject = external.subject();
    return row;
  }

  void take(User user) {
    grants = GrantLines.of(user.grants());
    active = user.active();
    lastLogin = user.lastLogin().orElse(null);
    createdAt = user.createdAt();
    updatedAt = user.updatedAt();
    take(user.profile());
  }

  User toUser() {
    return new User(
        new UserId(id),
        new UserProfile(login, email, firstName, lastName),
        Optional.ofNullable(provider).map(known -> new ExternalId(known, subject)),
        GrantLines.grants(grants),
        active,
        Optional.ofNullable(lastLogin),
        createdAt,
        updatedAt);
  }

  private void take(UserProfile profile) {
    login = profile.login();
    email = profile.email();
    firstName = profile.firstName();
    lastName = profile.lastName();
  }
}
