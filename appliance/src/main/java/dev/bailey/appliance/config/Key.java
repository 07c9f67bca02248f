package dev.bailey.appliance.config;

import dev.bailey.engine.deps.PackageSources;
import dev.bailey.security.ldap.LdapSettings;
import dev.bailey.security.oidc.OidcSettings;
import java.util.Locale;
import java.util.Optional;

/// Every key of `bailey.yaml`. Each may also come as the variable `BAILEY_<KEY>`, and as a file
/// named by `BAILEY_<KEY>_FILE`; the environment wins.
@SuppressWarnings("ImmutableEnumChecker") // a record of two numbers
enum Key {
  /// The address to listen on.
  HOST("0.0.0.0"),
  /// The port for everything.
  HTTPS_PORT("8443", 0, 65_535),
  /// The port that only redirects.
  HTTP_PORT("8080", 0, 65_535),
  /// The port for git over SSH.
  SSH_PORT("8022", 0, 65_535),
  /// The name under which people reach this server, with the port if a forwarding makes it another
  /// than `https_port`.
  PUBLIC_NAME(""),
  /// A PEM file with the certificate and its chain; without one, the server makes its own.
  TLS_CERTIFICATE(""),
  /// A PEM file with the certificate's private key.
  TLS_KEY(""),
  /// Where the master key comes from: `file`, `passphrase`, `command`, `kms` or `pkcs11`.
  MASTER_KEY_SOURCE("file"),
  /// The file of the master key.
  MASTER_KEY(""),
  /// A command that puts out the master key.
  MASTER_KEY_COMMAND(""),
  /// A command that wraps what it gets on standard input, such as one of a key management service.
  MASTER_KEY_WRAP_COMMAND(""),
  /// The command that unwraps what that one put out.
  MASTER_KEY_UNWRAP_COMMAND(""),
  /// How long a command for the master key or its PIN may take.
  MASTER_KEY_COMMAND_SECONDS("30", 1, 3_600),
  /// The vendor's PKCS#11 library.
  PKCS11_LIBRARY(""),
  /// The number of the token's slot; without one, the first.
  PKCS11_SLOT(""),
  /// The label of the key in the token that wraps the master key; made there when it is missing.
  PKCS11_KEY("bailey"),
  /// A file with the user PIN of the token.
  PKCS11_PIN_FILE(""),
  /// A command that puts out the user PIN of the token.
  PKCS11_PIN_COMMAND(""),
  /// Whom to tell of a weakness of this installation, in `/.well-known/security.txt`: a `mailto:`
  /// or `https:` address. Without one there is no such file.
  SECURITY_CONTACT(""),
  /// The e-mail address of the first administrator.
  FIRST_ADMINISTRATOR("admin@localhost"),
  /// Whether whoever signs in with a password needs a second factor: `optional` or `required`.
  SECOND_FACTOR("optional"),
  /// LDAP servers that know people, `ldaps://host:port` or `ldap://host:port` for StartTLS, asked
  /// in this order; without any, all users are this appliance's own.
  LDAP_SERVERS(""),
  /// A PEM file of authorities whose certificates LDAP servers may show, besides the system's.
  LDAP_AUTHORITIES(""),
  /// Who looks for people in LDAP, as a DN.
  LDAP_BIND_DN(""),
  /// The password of who looks.
  LDAP_BIND_PASSWORD(""),
  /// Below which entry of LDAP people are.
  LDAP_USER_BASE(""),
  /// How somebody is found by their login, which `{login}` stands for.
  LDAP_USER_FILTER(LdapSettings.USER_FILTER),
  /// Below which entry of LDAP groups are; where people are, unless said otherwise.
  LDAP_GROUP_BASE(""),
  /// How the groups of somebody are found by their DN, which `{dn}` stands for.
  LDAP_GROUP_FILTER(LdapSettings.GROUP_FILTER),
  /// The identity provider that speaks OpenID Connect, as it calls itself:
  /// `https://id.example.com/realms/people`.
  OIDC_ISSUER(""),
  /// What the provider calls this appliance.
  OIDC_CLIENT_ID(""),
  /// What this appliance shows to the provider.
  OIDC_CLIENT_SECRET(""),
  /// What the button of the sign-in page calls the provider.
  OIDC_LABEL("single sign-on"),
  /// What is asked of the provider.
  OIDC_SCOPES(OidcSettings.SCOPES),
  /// Which claim becomes the login of somebody new.
  OIDC_LOGIN_CLAIM(OidcSettings.LOGIN_CLAIM),
  /// Which claim holds the names of groups.
  OIDC_GROUPS_CLAIM(OidcSettings.GROUPS_CLAIM),
  /// A PEM file of authorities whose certificates the provider may show, besides the system's.
  OIDC_AUTHORITIES(""),
  /// A file with the metadata of the identity provider that speaks SAML 2.0.
  SAML_METADATA(""),
  /// A PEM file with the certificate that this appliance shows to that provider.
  SAML_CERTIFICATE(""),
  /// A PEM file with the certificate's private key, RSA.
  SAML_KEY(""),
  /// What the button of the sign-in page calls the provider.
  SAML_LABEL("single sign-on"),
  /// Which attribute holds what somebody is never renamed to, when the provider has no persistent
  /// names.
  SAML_USER_ATTRIBUTE(""),
  /// Which attribute becomes the login of somebody new.
  SAML_LOGIN_ATTRIBUTE("uid"),
  /// Which attribute holds the address.
  SAML_EMAIL_ATTRIBUTE("email"),
  /// Which attribute holds the names of groups.
  SAML_GROUPS_ATTRIBUTE("groups"),
  /// How many runs are at work at once, CI aside.
  RUN_SLOTS("4", 1, 1_000),
  /// How many runs may wait.
  RUN_QUEUE("50", 1, 1_000_000),
  /// How long any run may take, in hours.
  RUN_HOURS("24", 1, 10_000),
  /// What becomes of a run that this server did not survive, when it starts again: `resume` or
  /// `leave`.
  INTERRUPTED_RUNS("resume"),
  /// What a run does about a relation that another run is writing: `wait`, `fail` or `skip`.
  BUSY_RELATION("wait"),
  /// How long it waits at most, in minutes.
  BUSY_RELATION_MINUTES("60", 1, 100_000),
  /// How much memory one embedded DuckDB may use, in MiB; 0 for DuckDB's own choice, four fifths of
  /// the machine's.
  DUCKDB_MEMORY_MIB("1024", 0, 100_000_000),
  /// How many threads one embedded DuckDB uses; 0 for one for each core.
  DUCKDB_THREADS("0", 0, 1_000),
  /// How large a request may be, in MiB.
  REQUEST_MIB("16", 1, 1_000_000),
  /// How large a git push may be, in MiB.
  PUSH_MIB("2048", 1, 1_000_000),
  /// How many connections each port takes.
  CONNECTIONS("2000", 1, 1_000_000),
  /// Hosts that warehouse, git, package and other outgoing connections may reach, such as
  /// `db.example.com:5432 git.example.com`.
  EGRESS_ALLOW(""),
  /// How often repositories elsewhere are asked for news, in seconds.
  GIT_POLL_SECONDS("60", 1, 86_400),
  /// A file of SSH host keys of git hosts, in the format of OpenSSH's `known_hosts`.
  GIT_KNOWN_HOSTS(""),
  /// A PEM file of authorities whose certificates git hosts and package hubs may show, besides the
  /// system's.
  GIT_AUTHORITIES(""),
  /// The package hub of projects that name no other as `DBT_PACKAGE_HUB_URL`.
  PACKAGE_HUB_URL(PackageSources.STANDARD_HUB.toString()),
  /// How large one package may be, unpacked, in MiB.
  PACKAGE_MIB("64", 1, 2_000),
  /// How large the packages of a project may be together, unpacked, in MiB.
  PACKAGES_MIB("256", 1, 100_000),
  /// Where backups are kept; without one, in `backups/` of the home.
  BACKUP_DIRECTORY(""),
  /// How many hours after a backup the next one is made; 0 for none but those that somebody asks
  /// for.
  BACKUP_HOURS("24", 0, 744),
  /// How many days backups are kept, and of how many later days there must be one before one is
  /// deleted.
  BACKUP_DAYS("7", 1, 36_500),
  /// Whether `backup_days` may be less than seven: `no` or `yes`.
  BACKUP_DAYS_FORCED("no"),
  /// How many days after the end of a run its logs are kept; 0 or `forever` for always.
  LOG_DAYS("90"),
  /// How many days after the end of a run its artifacts are kept; 0 or `forever` for always.
  ARTIFACT_DAYS("90"),
  /// How many days after their end runs are kept, with all that is of them; 0 or `forever` for
  /// always.
  RUN_DAYS("365"),
  /// How many days lines of the audit are kept; 0 or `forever` for always.
  AUDIT_DAYS("forever"),
  /// Whether `audit_days` may be less than a year, or less than `run_days`: `no` or `yes`.
  AUDIT_DAYS_FORCED("no"),
  /// A syslog server that the audit is told to over TLS: `host` or `host:port`, 6514 unless said
  /// otherwise.
  SYSLOG_SERVER(""),
  /// A PEM file of authorities whose certificates that server may show, besides the system's.
  SYSLOG_AUTHORITIES(""),
  /// A PostgreSQL for the appliance's own data, as a JDBC URL; without one, the embedded H2.
  DATABASE_URL(""),
  /// The user of that PostgreSQL.
  DATABASE_USER(""),
  /// The password of that PostgreSQL.
  DATABASE_PASSWORD("");

  private final String standard;
  private final Optional<Range> range;

  /// Whole numbers from `least` to `most`.
  record Range(int least, int most) {}

  Key(String standard) {
    this.standard = standard;
    this.range = Optional.empty();
  }

  Key(String standard, int least, int most) {
    this.standard = standard;
    this.range = Optional.of(new Range(least, most));
  }

  /// The key as `bailey.yaml` has it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The variable that has the last word.
  String variable() {
    return "BAILEY_" + name();
  }

  /// Which numbers it takes; empty for text.
  Optional<Range> range() {
    return range;
  }

  /// The value when nobody says otherwise.
  String standard() {
    return standard;
  }
}
