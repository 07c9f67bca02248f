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

  /// By which it is found: see [Logins].
  private String login;

  /// Empty since the profile is sealed, as the two names are.
  private String email;

  @Column(name = "first_name")
  private String firstName;

  @Column(name = "last_name")
  private String lastName;

  /// Login, address, first name, last name and who they are elsewhere.
  @Column(name = "sealed_profile")
  private byte[] sealedProfile;

  private String provider;

  /// By which it is found: see [Logins].
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

  static UserRow of(List<Grant> grants, Instant at) {
    var row = new UserRow();
    row.active = true;
    row.createdAt = at;
    row.updatedAt = at;
    row.grants = GrantLines.of(grants);
    row.email = "";
    row.firstName = "";
    row.lastName = "";
    return row;
  }

  long id() {
    return id;
  }

  void take(User user, Logins logins) {
    grants = GrantLines.of(user.grants());
    active = user.active();
    lastLogin = user.lastLogin().orElse(null);
    createdAt = user.createdAt();
    updatedAt = user.updatedAt();
    take(user.profile(), user.external(), logins);
  }

  void take(UserProfile profile, Optional<ExternalId> external, Logins logins) {
    sealedProfile =
        logins.seal(
            id,
            List.of(
                profile.login(),
                profile.email(),
                profile.firstName(),
                profile.lastName(),
                external.map(ExternalId::subject).orElse("")));
    login = logins.hash(profile.login());
    email = "";
    firstName = "";
    lastName = "";
    provider = external.map(ExternalId::provider).orElse(null);
    subject = external.map(known -> logins.hash(known.subject())).orElse(null);
  }

  /// What stands in the open in rows of earlier versions, sealed from now on.
  void seal(Logins logins) {
    take(
        new UserProfile(login, email, firstName, lastName),
        Optional.ofNullable(provider).map(known -> new ExternalId(known, subject)),
        logins);
  }

  /// The login of a row of an earlier version.
  String openLogin() {
    return login;
  }

  User toUser(Logins logins) {
    List<String> texts = logins.open(id, sealedProfile);
    var profile = new UserProfile(texts.get(0), texts.get(1), texts.get(2), texts.get(3));
    return new User(
        new UserId(id),
        profile,
        Optional.ofNullable(provider).map(known -> new ExternalId(known, texts.get(4))),
        GrantLines.grants(grants),
        active,
        Optional.ofNullable(lastLogin),
        createdAt,
        updatedAt);
  }
}
