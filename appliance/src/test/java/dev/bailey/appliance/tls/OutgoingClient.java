package dev.bailey.appliance.tls;

import dev.bailey.appliance.packages.HttpDownloads;
import dev.bailey.database.backend.Postgres;
import dev.bailey.database.backend.PostgresSettings;
import dev.bailey.git.GitLimits;
import dev.bailey.git.sync.RemoteCommits;
import dev.bailey.registry.Destination;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.Secret;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.security.ldap.LdapDirectory;
import dev.bailey.security.ldap.LdapSettings;
import dev.bailey.security.provider.ProviderHttp;
import dev.bailey.security.syslog.SyslogServer;
import dev.bailey.testkit.TlsServer.Opening;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.ConnectionSettings;
import dev.bailey.warehouse.settings.Password;
import dev.bailey.warehouse.settings.SslMode;
import dev.bailey.warehouse.settings.TrinoSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything in the product that speaks TLS to elsewhere, each as the product makes it.
@SuppressWarnings(
    "ImmutableEnumChecker") // a function without state, and a set that nobody can change
enum OutgoingClient {
  GIT(Opening.none(), "git_authorities", "dev.bailey.git.sync.HttpsRemotes") {
    @Override
    void ask(int port, String authorities, Path directory) {
      var sockets = TrustedSockets.trusting(authorities);
      var access = new GitAccess.Token("deploy", Secret.of(SECRET));
      new RemoteCommits(sockets, GitLimits.standard(), Clock.systemUTC())
          .resolve(
              new RemoteCommits.Remote("https://localhost:%d/shop.git".formatted(port), access, ""),
              OutgoingClient::here,
              "HEAD");
    }
  },
  PACKAGES(Opening.none(), "git_authorities", "dev.bailey.appliance.packages.HttpDownloads") {
    @Override
    void ask(int port, String authorities, Path directory) {
      new HttpDownloads(
              EgressPolicy.everywhere(),
              TrustedSockets.trusting(authorities),
              false,
              Duration.ofMillis(1))
          .get(https(port), 1 << 20);
    }
  },
  POSTGRES(
      Opening.postgres(),
      "`sslrootcert` of the connection",
      "dev.bailey.warehouse.postgres.PostgresConnector",
      "dev.bailey.warehouse.postgres.LineSocket") {
    @Override
    void ask(int port, String authorities, Path directory) {
      open(
          dev.bailey.warehouse.settings.PostgresSettings.of(
                  "localhost", port, "ann", Password.of(SECRET), "shop", "public")
              .withTls(
                  new dev.bailey.warehouse.settings.PostgresSettings.Tls(
                      Optional.of(SslMode.VERIFY_FULL),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(authorities))));
    }
  },
  TRINO(Opening.none(), "`cert` of the connection", "dev.bailey.warehouse.trino.TrinoHttp") {
    @Override
    void ask(int port, String authorities, Path directory) {
      var login = new TrinoSettings.Login.ByPassword("ann", Password.of(SECRET), Optional.empty());
      open(
          TrinoSettings.of("localhost", port, login, "shop", "public")
              .withAuthorities(authorities));
    }
  },
  DATABASE(
      Opening.postgres(),
      "sslrootcert, a parameter of database_url",
      "dev.bailey.database.backend.Postgres") {
    @Override
    void ask(int port, String authorities, Path directory) {
      Path file = directory.resolve("database-%d.pem".formatted(port));
      try {
        Files.writeString(file, authorities);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String url =
          "jdbc:postgresql://localhost:%d/bailey?sslmode=verify-full&sslrootcert=%s"
              .formatted(port, file);
      new Postgres(new PostgresSettings(url, "ann", SECRET, 1)).close();
    }
  },
  OPENID(Opening.none(), "oidc_authorities", "dev.bailey.security.provider.ProviderHttp") {
    @Override
    void ask(int port, String authorities, Path directory) {
      new ProviderHttp(
              OutgoingClient::here, TrustedSockets.trusting(authorities), Duration.ofSeconds(10))
          .post(https(port), Map.of(), Map.of("client_secret", SECRET));
    }
  },
  LDAPS(Opening.none(), "ldap_authorities", "dev.bailey.security.ldap.LdapServers") {
    @Override
    void ask(int port, String authorities, Path directory) {
      find("ldaps://localhost:" + port, authorities);
    }
  },
  LDAP_STARTTLS(Opening.ldap(), "ldap_authorities", "dev.bailey.security.ldap.LdapServers") {
    @Override
    void ask(int port, String authorities, Path directory) {
      find("ldap://localhost:" + port, authorities);
    }
  },
  SYSLOG(Opening.none(), "syslog_authorities", "dev.bailey.registry.tls.TrustedSockets") {
    @Override
    void ask(int port, String authorities, Path directory) throws IOException {
      new SyslogServer(
              new Destination("localhost", port),
              TrustedSockets.trusting(authorities),
              "bailey",
              Duration.ofSeconds(10))
          .tell(List.of(SECRET.getBytes(StandardCharsets.UTF_8)));
    }
  };

  static final String SECRET = "t0ld-to-no-stranger";

  private final Opening opening;
  private final String remedy;
  private final Set<String> connecting;

  OutgoingClient(Opening opening, String remedy, String... connecting) {
    this.opening = opening;
    this.remedy = remedy;
    this.connecting = Set.of(connecting);
  }

  /// What is said in the clear before TLS.
  Opening opening() {
    return opening;
  }

  /// Where an operator names an authority for it.
  String remedy() {
    return remedy;
  }

  /// The classes that open its connections.
  Set<String> connecting() {
    return connecting;
  }

  /// Asks a server on this machine for something, and shows it [#SECRET] where the protocol has a
  /// place for one.
  abstract void ask(int port, String authorities, Path directory) throws IOException;

  private static InetSocketAddress here(Destination there) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), there.port());
  }

  private static URI https(int port) {
    return URI.create("https://localhost:%d/".formatted(port));
  }

  private static void open(ConnectionSettings settings) {
    try (var warehouses =
        new Warehouses(EgressPolicy.everywhere(), StatementAudit.none(), InstantSource.system())) {
      warehouses.warehouse("there", settings, Limits.standard(), "run 1").open("a").close();
    }
  }

  private static void find(String server, String authorities) {
    new LdapDirectory(
            new LdapSettings(
                List.of(URI.create(server)),
                authorities,
                "cn=bailey",
                Secret.of(SECRET),
                "dc=example",
                LdapSettings.USER_FILTER,
                "",
                LdapSettings.GROUP_FILTER))
        .find("ann", Secret.of("hush"));
  }
}
