package dev.bailey.appliance.whole;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// A real Keycloak on a free port, with one realm: `ada`, who is in `/finance`, and Bailey as a
/// client of it.
///
/// Its archive is fetched with `mvn dependency:copy
/// -Dartifact=org.keycloak:keycloak-quarkus-dist:26.7.3:zip -DoutputDirectory=…`, and named by
/// `BAILEY_KEYCLOAK_ZIP`.
final class Keycloak implements AutoCloseable {
  static final String USER = "ada";
  static final String PASSWORD = "horse battery staple";
  static final String SECRET = "a secret of the client";
  static final String ADMIN = "root";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home;
  private final int port;
  private final HttpClient http;
  private Optional<Process> server = Optional.empty();

  /// Its archive; without one, the test that asks is skipped.
  static Path archive() {
    Path archive = Path.of(System.getenv().getOrDefault("BAILEY_KEYCLOAK_ZIP", "missing"));
    Assumptions.assumeTrue(
        Files.exists(archive),
        "SKIPPED: BAILEY_KEYCLOAK_ZIP names no archive of Keycloak. Fetch it with: mvn dependency:copy"
            + " -Dartifact=org.keycloak:keycloak-quarkus-dist:26.7.3:zip -DoutputDirectory=target");
    return archive;
  }

  /// Makes its certificate, so that others can be told of it before it runs.
  Keycloak(Path directory, int port) throws IOException {
    Path archive = archive();
    this.port = port;
    var tool = new GitClient(directory);
    tool.run(directory, "unzip", "-q", archive.toAbsolutePath().toString());
    this.home =
        directory.resolve(
            archive
                .getFileName()
                .toString()
                .replaceFirst("^keycloak-quarkus-dist-(.*)[.]zip$", "keycloak-$1"));
    for (String name : List.of("tls", "bailey", "saml")) {
      tool.run(
          home,
          ("openssl req -x509 -newkey rsa:2048 -nodes -keyout %1$s.key -out %1$s.pem -days 30"
                  + " -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1")
              .formatted(name)
              .split(" "));
    }
    this.http =
        HttpClient.newBuilder()
            .sslContext(Trust.only(LiveBailey.certificate(Files.readString(file("tls.pem")))))
            .build();
  }

  /// A file of it: `tls.pem` for its own server; `bailey.pem`, `bailey.key` for that of Bailey,
  /// which it trusts; `saml.pem`, `saml.key` for what Bailey signs.
  Path file(String name) {
    return home.resolve(name);
  }

  String issuer() {
    return base() + "/realms/people";
  }

  private String base() {
    return "https://localhost:" + port;
  }

  /// Starts, knowing where Bailey will be.
  void start(String bailey) throws IOException, InterruptedException {
    Path realms = Files.createDirectories(home.resolve("data/import"));
    Files.writeString(realms.resolve("people.json"), JSON.writeValueAsString(realm(bailey)));
    var command =
        List.of(
            "sh",
            "bin/kc.sh",
            "start",
            "--db=dev-mem",
            "--cache=local",
            "--http-host=127.0.0.1",
            "--https-port=" + port,
            "--https-certificate-file=tls.pem",
            "--https-certificate-key-file=tls.key",
            "--hostname=" + base(),
            "--truststore-paths=bailey.pem",
            "--import-realm");
    var builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
    server = Optional.of(builder.start());
    awaitRealm();
    Files.write(
        file("metadata.xml"),
        http.send(
                HttpRequest.newBuilder(URI.create(issuer() + "/protocol/saml/descriptor")).build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body());
  }

  private void awaitRealm() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!answers()) {
      if (Instant.now().isAfter(end) || !server.orElseThrow().isAlive()) {
        throw new IllegalStateException(Files.readString(home.resolve("log")));
      }
      Thread.sleep(Duration.ofMillis(500));
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(URI.create(issuer())).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private Map<String, Object> realm(String bailey) throws IOException {
    return Map.of(
        "realm", "people",
        "enabled", true,
        "groups", List.of(Map.of("name", "finance"), Map.of("name", "sales")),
        "users",
            List.of(
                Map.of(
                    "username",
                    USER,
                    "enabled",
                    true,
                    "email",
                    "ada@there.example",
                    "emailVerified",
                    true,
                    "firstName",
                    "Ada",
                    "lastName",
                    "Lovelace",
                    "groups",
                    List.of("/finance"),
                    "credentials",
                    List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false)))),
        "clients", List.of(openIdConnect(bailey), saml(bailey)));
  }

  private static Map<String, Object> openIdConnect(String bailey) {
    return Map.of(
        "clientId",
        "bailey",
        "protocol",
        "openid-connect",
        "publicClient",
        false,
        "secret",
        SECRET,
        "standardFlowEnabled",
        true,
        "directAccessGrantsEnabled",
        false,
        "redirectUris",
        List.of(bailey + "/sign-in/oidc"),
        "attributes",
        Map.of(
            "pkce.code.challenge.method",
            "S256",
            "post.logout.redirect.uris",
            bailey + "/",
            "backchannel.logout.url",
            bailey + "/api/bailey/v1/sign-in/oidc/logout",
            "backchannel.logout.session.required",
            "true"),
        "protocolMappers",
        List.of(
            Map.of(
                "name", "groups",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-group-membership-mapper",
                "config",
                    Map.of(
                        "claim.name", "groups",
                        "full.path", "true",
                        "id.token.claim", "true",
                        "access.token.claim", "false",
                        "userinfo.token.claim", "true"))));
  }

  private Map<String, Object> saml(String bailey) throws IOException {
    String certificate = Files.readString(file("saml.pem")).replaceAll("-----[A-Z ]*-----|\\s", "");
    return Map.of(
        "clientId", bailey + "/api/bailey/v1/sign-in/saml/metadata",
        "protocol", "saml",
        "redirectUris", List.of(bailey + "/sign-in/saml"),
        "attributes",
            Map.of(
                "saml_assertion_consumer_url_post", bailey + "/sign-in/saml",
                "saml_name_id_format", "persistent",
                "saml.force.post.binding", "true",
                "saml.client.signature", "true",
                "saml.signing.certificate", certificate,
                "saml.server.signature", "true",
                "saml.assertion.signature", "true",
                "saml.authnstatement", "true",
                "saml.encrypt", "true",
                "saml.encryption.certificate", certificate),
        "protocolMappers",
            List.of(
                mapper("uid", "saml-user-property-mapper", "username"),
                mapper("email", "saml-user-property-mapper", "email"),
                mapper("givenName", "saml-user-property-mapper", "firstName"),
                mapper("surname", "saml-user-property-mapper", "lastName"),
                mapper("groups", "saml-group-membership-mapper", "")));
  }

  private static Map<String, Object> mapper(String attribute, String kind, String property) {
    return Map.of(
        "name",
        attribute,
        "protocol",
        "saml",
        "protocolMapper",
        kind,
        "config",
        Map.of(
            "attribute.name", attribute,
            "attribute.nameformat", "Basic",
            "user.attribute", property,
            "single", "true",
            "full.path", "true"));
  }

  @Override
  public void close() throws InterruptedException {
    if (server.isPresent()) {
      server.get().descendants().forEach(ProcessHandle::destroyForcibly);
      server.get().destroyForcibly().waitFor();
    }
  }
}
