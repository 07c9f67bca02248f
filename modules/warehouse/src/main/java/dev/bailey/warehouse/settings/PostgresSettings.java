package dev.bailey.warehouse.settings;

import dev.bailey.project.manifest.Data;
import dev.bailey.registry.Destination;
import dev.bailey.warehouse.tls.Pem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/// A PostgreSQL and a user of it, in the words of dbt-postgres.
///
/// @param connectTimeout in seconds; 0 waits for ever
/// @param role what `set role` names after logging in
/// @param keepalivesIdle in seconds; 0 leaves it to the system
/// @param retries how often connecting is tried again
/// @param tls how the connection is encrypted
public record PostgresSettings(
    String host,
    int port,
    String user,
    Password password,
    String database,
    String schema,
    Optional<String> role,
    Optional<String> searchPath,
    String applicationName,
    int connectTimeout,
    int keepalivesIdle,
    int retries,
    Tls tls)
    implements ConnectionSettings {

  /// @param mode empty leaves it to libpq's default, which is `prefer`
  /// @param certificate what is shown of oneself: a PEM file, or its text
  /// @param key of that certificate: a PEM file, or its text
  /// @param rootCertificate whom to trust: a PEM file, or its text
  public record Tls(
      Optional<SslMode> mode,
      Optional<String> certificate,
      Optional<String> key,
      Optional<String> rootCertificate) {

    /// As libpq does when nothing is said.
    public static Tls unsaid() {
      return new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /// A server with dbt's defaults for the rest.
  public static PostgresSettings of(
      String host, int port, String user, Password password, String database, String schema) {
    return new PostgresSettings(
        host,
        port,
        user,
        password,
        database,
        schema,
        Optional.empty(),
        Optional.empty(),
        "dbt",
        10,
        0,
        1,
        Tls.unsaid());
  }

  public PostgresSettings withTls(Tls other) {
    return new PostgresSettings(
        host,
        port,
        user,
        password,
        database,
        schema,
        role,
        searchPath,
        applicationName,
        connectTimeout,
        keepalivesIdle,
        retries,
        other);
  }

  /// A server on this machine need not.
  @Override
  public PostgresSettings verified() {
    if (tls.mode().isPresent() || Destination.isLoopback(host)) {
      return this;
    }
    return withTls(
        new Tls(
            Optional.of(SslMode.VERIFY_FULL),
            tls.certificate(),
            tls.key(),
            tls.rootCertificate().or(() -> Optional.of("system"))));
  }

  @Override
  public Optional<String> warning() {
    boolean proven = tls.mode().filter(SslMode.VERIFY_FULL::equals).isPresent();
    if (proven || Destination.isLoopback(host)) {
      return Optional.empty();
    }
    return Optional.of(
        "WARNING: sslmode=%s: nothing proves that %s is the server that it says. Leave sslmode out, or say verify-full."
            .formatted(tls.mode().orElse(SslMode.PREFER).word(), host));
  }

  static PostgresSettings read(FieldReader fields, Path directory) {
    return new PostgresSettings(
        fields.requiredText("host"),
        fields.requiredWhole("port"),
        fields.requiredText("user"),
        Password.of(fields.requiredText("password", "pass")),
        fields.requiredText("database", "dbname"),
        fields.requiredText("schema"),
        fields.text("role"),
        fields.text("search_path"),
        fields.text("application_name").orElse("dbt"),
        fields.whole("connect_timeout").orElse(10),
        fields.whole("keepalives_idle").orElse(0),
        fields.whole("retries").orElse(1),
        tls(fields, directory));
  }

  private static Tls tls(FieldReader fields, Path directory) {
    Optional<String> word = fields.text("sslmode");
    Optional<SslMode> mode = word.flatMap(SslMode::of);
    if (word.isPresent() && mode.isEmpty()) {
      fields.refuse("sslmode", "invalid sslmode value: \"%s\"".formatted(word.get()));
    }
    return new Tls(
        mode,
        file(fields, "sslcert", directory),
        file(fields, "sslkey", directory),
        file(fields, "sslrootcert", directory));
  }

  private static Optional<String> file(FieldReader fields, String name, Path directory) {
    return fields
        .text(name)
        .map(said -> Pem.isText(said) ? said : directory.resolve(said).toString());
  }

  @Override
  public String type() {
    return "postgres";
  }

  @Override
  public String server() {
    return host.toLowerCase(Locale.ROOT) + ":" + port;
  }

  @Override
  public String place() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + database;
  }

  @Override
  public Data.Dict target() {
    var all = new LinkedHashMap<String, Data>();
    all.put("application_name", Data.of(applicationName));
    all.put("autocommit", Data.of(false));
    all.put("connect_timeout", Data.of(connectTimeout));
    all.put("database", Data.of(database));
    all.put("dbname", Data.of(database));
    all.put("host", Data.of(host));
    all.put("keepalives_idle", Data.of(keepalivesIdle));
    all.put("port", Data.of(port));
    all.put("retries", Data.of(retries));
    all.put("role", Data.of(role));
    all.put("schema", Data.of(schema));
    all.put("search_path", Data.of(searchPath));
    all.put("sslcert", Data.of(tls.certificate()));
    all.put("sslkey", Data.of(tls.key()));
    all.put("sslmode", Data.of(tls.mode().map(SslMode::word)));
    all.put("sslrootcert", Data.of(tls.rootCertificate()));
    all.put("user", Data.of(user));
    return Data.dict(all);
  }
}
