package dev.bailey.appliance.config;

import java.util.Locale;

/// Every key of `bailey.yaml`. Each may also come as the variable `BAILEY_<KEY>`, and as a file
/// named by `BAILEY_<KEY>_FILE`; the environment wins.
enum Key {
  /// The address to listen on.
  HOST("0.0.0.0"),
  /// The port for everything.
  HTTPS_PORT("8443"),
  /// The port that only redirects.
  HTTP_PORT("8080"),
  /// The port for git over SSH.
  SSH_PORT("8022"),
  /// The name under which people reach this server.
  PUBLIC_NAME(""),
  /// A PEM file with the certificate and its chain; without one, the server makes its own.
  TLS_CERTIFICATE(""),
  /// A PEM file with the certificate's private key.
  TLS_KEY(""),
  /// The file of the master key.
  MASTER_KEY(""),
  /// The e-mail address of the first administrator.
  FIRST_ADMINISTRATOR("admin@localhost"),
  /// How many runs are at work at once, CI aside.
  RUN_SLOTS("4"),
  /// How many runs may wait.
  RUN_QUEUE("50"),
  /// How long any run may take, in hours.
  RUN_HOURS("24"),
  /// How much memory one embedded DuckDB may use, in MiB; 0 for DuckDB's own choice, four fifths of
  /// the machine's.
  DUCKDB_MEMORY_MIB("1024"),
  /// How many threads one embedded DuckDB uses; 0 for one for each core.
  DUCKDB_THREADS("0"),
  /// How large a request may be, in MiB.
  REQUEST_MIB("16"),
  /// How large a git push may be, in MiB.
  PUSH_MIB("2048"),
  /// How many connections each port takes.
  CONNECTIONS("2000"),
  /// Hosts that warehouse, git and other outgoing connections may reach, such as
  /// `db.example.com:5432 git.example.com`.
  EGRESS_ALLOW(""),
  /// How often repositories elsewhere are asked for news, in seconds.
  GIT_POLL_SECONDS("60"),
  /// A file of SSH host keys of git hosts, in the format of OpenSSH's `known_hosts`.
  GIT_KNOWN_HOSTS(""),
  /// A PEM file of authorities whose certificates git hosts may show, besides the system's.
  GIT_AUTHORITIES(""),
  /// A PostgreSQL for the appliance's own data, as a JDBC URL; without one, the embedded H2.
  DATABASE_URL(""),
  /// The user of that PostgreSQL.
  DATABASE_USER(""),
  /// The password of that PostgreSQL.
  DATABASE_PASSWORD("");

  private final String standard;

  Key(String standard) {
    this.standard = standard;
  }

  /// The key as `bailey.yaml` has it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value when nobody says otherwise.
  String standard() {
    return standard;
  }
}
