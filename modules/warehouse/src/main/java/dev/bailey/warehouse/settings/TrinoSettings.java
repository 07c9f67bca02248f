package dev.bailey.warehouse.settings;

import dev.bailey.project.manifest.Data;
import dev.bailey.warehouse.tls.Pem;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A Trino and a user of it, in the words of dbt-trino.
///
/// @param catalog what dbt calls the database
/// @param login how the user logs in, and whether the connection is encrypted
/// @param authorities whom to trust instead of the system's authorities: a PEM file, or its text
/// @param session how the session starts
/// @param bindsOnServer whether the server gets values beside the statement, or the statement with
///   the values in it
/// @param retries how often connecting is tried again
public record TrinoSettings(
    String host,
    int port,
    String catalog,
    String schema,
    Login login,
    Optional<String> authorities,
    SessionStart session,
    boolean bindsOnServer,
    int retries)
    implements ConnectionSettings {

  /// How a user logs in.
  public sealed interface Login {

    /// Whom the queries run as, where that is said and not in the token or certificate.
    Optional<String> user();

    /// Whether the connection is encrypted; only without a secret it need not be.
    default boolean isEncrypted() {
      return true;
    }

    /// The server believes what it is told.
    record Unchecked(String name, boolean isEncrypted) implements Login {
      @Override
      public Optional<String> user() {
        return Optional.of(name);
      }
    }

    /// A password, as for LDAP and password files.
    ///
    /// @param impersonated whom the queries run as, when not the one who logs in
    record ByPassword(String name, Password password, Optional<String> impersonated)
        implements Login {
      @Override
      public Optional<String> user() {
        return Optional.of(impersonated.orElse(name));
      }
    }

    /// A JSON web token.
    record ByToken(Password token, Optional<String> user) implements Login {}

    /// A client certificate.
    ///
    /// @param certificate a PEM file, or its text
    /// @param key a PEM file, or its text
    record ByCertificate(String certificate, Password key, Optional<String> user)
        implements Login {}
  }

  /// What a session starts with.
  ///
  /// @param properties session properties, by name
  /// @param roles a role for each catalog
  /// @param clientTags for the server's resource groups
  /// @param headers further HTTP headers, which may be secrets
  /// @param zone the time zone; without one, that of this machine, as in dbt
  public record SessionStart(
      Map<String, String> properties,
      Map<String, String> roles,
      List<String> clientTags,
      Map<String, Password> headers,
      Optional<ZoneId> zone) {
    public SessionStart {
      properties = Map.copyOf(properties);
      roles = Map.copyOf(roles);
      clientTags = List.copyOf(clientTags);
      headers = Map.copyOf(headers);
    }

    /// Nothing is said.
    public static SessionStart plain() {
      return new SessionStart(Map.of(), Map.of(), List.of(), Map.of(), Optional.empty());
    }
  }

  private static final int DEFAULT_RETRIES = 3;

  /// A server with dbt's defaults for the rest.
  public static TrinoSettings of(
      String host, int port, Login login, String catalog, String schema) {
    return new TrinoSettings(
        host,
        port,
        catalog,
        schema,
        login,
        Optional.empty(),
        SessionStart.plain(),
        true,
        DEFAULT_RETRIES);
  }

  /// The same server, trusted by other authorities.
  ///
  /// @param pem a PEM file, or its text
  public TrinoSettings withAuthorities(String pem) {
    return new TrinoSettings(
        host, port, catalog, schema, login, Optional.of(pem), session, bindsOnServer, retries);
  }

  static TrinoSettings read(FieldReader fields, Path directory) {
    return new TrinoSettings(
        fields.requiredText("host"),
        fields.requiredWhole("port"),
        fields.requiredText("database", "catalog"),
        fields.requiredText("schema"),
        login(fields, directory),
        authorities(fields, directory),
        session(fields),
        fields.flag("prepared_statements_enabled", true),
        fields.whole("retries").orElse(DEFAULT_RETRIES));
  }

  private static Login login(FieldReader fields, Path directory) {
    // dbt-trino warns of certificates that it does not check; here all are checked.
    var _ = fields.flag("suppress_cert_warning", false);
    String method = fields.requiredText("method");
    return switch (method) {
      case "none" -> new Login.Unchecked(fields.requiredText("user"), isHttps(fields));
      case "ldap" ->
          new Login.ByPassword(
              fields.requiredText("user"),
              Password.of(fields.requiredText("password")),
              fields.text("impersonation_user"));
      case "jwt" ->
          new Login.ByToken(Password.of(fields.requiredText("jwt_token")), fields.text("user"));
      case "certificate" ->
          new Login.ByCertificate(
              pem(fields.requiredText("client_certificate"), directory),
              Password.of(pem(fields.requiredText("client_private_key"), directory)),
              fields.text("user"));
      default -> {
        if (!method.isEmpty()) {
          fields.refuse("method", unsupported(method));
        }
        yield new Login.Unchecked("", false);
      }
    };
  }

  private static String unsupported(String method) {
    String why =
        switch (method) {
          case "kerberos", "gssapi" -> "Kerberos tickets are not supported";
          case "oauth", "oauth_console" ->
              "it asks a person at a browser to log in, and a run has none";
          default -> "there is no such method";
        };
    return "'%s' cannot be used: %s. There are none, ldap, jwt and certificate."
        .formatted(method, why);
  }

  private static boolean isHttps(FieldReader fields) {
    String scheme = fields.text("http_scheme").orElse("http");
    if (!scheme.equals("http") && !scheme.equals("https")) {
      fields.refuse("http_scheme", "'%s' is not one of ['http', 'https']".formatted(scheme));
    }
    return scheme.equals("https");
  }

  private static Optional<String> authorities(FieldReader fields, Path directory) {
    return switch (fields.any("cert").orElse(Data.of(true))) {
      case Data.Truth(boolean checks) -> {
        if (!checks) {
          fields.refuse(
              "cert",
              "false would take any certificate for the server's. Leave it out to trust the"
                  + " system's authorities, or name the file of the authority that signed it.");
        }
        yield Optional.empty();
      }
      case Data.Text(String said) -> Optional.of(pem(said, directory));
      default -> fields.text("cert");
    };
  }

  private static String pem(String said, Path directory) {
    return Pem.isText(said) ? said : directory.resolve(said).toString();
  }

  private static SessionStart session(FieldReader fields) {
    return new SessionStart(
        fields.plainEntries("session_properties"),
        fields.plainEntries("roles"),
        fields.items("client_tags").stream().flatMap(tag -> tag.asText().stream()).toList(),
        secret(fields.plainEntries("http_headers")),
        zone(fields));
  }

  private static Map<String, Password> secret(Map<String, String> headers) {
    var secret = new LinkedHashMap<String, Password>();
    headers.forEach((name, value) -> secret.put(name, Password.of(value)));
    return secret;
  }

  private static Optional<ZoneId> zone(FieldReader fields) {
    return fields
        .text("timezone")
        .flatMap(name -> {
          try {
            return Optional.of(ZoneId.of(name));
          } catch (DateTimeException e) {
            fields.refuse("timezone", "there is no time zone '%s'".formatted(name));
            return Optional.empty();
          }
        });
  }

  @Override
  public String type() {
    return "trino";
  }

  @Override
  public String database() {
    return catalog;
  }

  @Override
  public String server() {
    return host.toLowerCase(Locale.ROOT) + ":" + port;
  }

  @Override
  public String place() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + catalog;
  }

  @Override
  public Data.Dict target() {
    var all = new LinkedHashMap<String, Data>();
    all.put("host", Data.of(host));
    all.put("port", Data.of(port));
    all.put("user", Data.of(login.user()));
    all.put("database", Data.of(catalog));
    all.put("schema", Data.of(schema));
    all.put("cert", Data.of(authorities.filter(pem -> !Pem.isText(pem))));
    all.put("prepared_statements_enabled", Data.of(bindsOnServer));
    all.put("starburst_url", Data.nothing());
    all.put("starburst_metadata_failure_strategy", Data.of("continue_on_error"));
    all.put("starburst_max_column_batch_size", Data.of(100));
    all.put("catalog", Data.of(catalog));
    return Data.dict(all);
  }
}
