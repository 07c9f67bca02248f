package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signing in with a real Keycloak in a real Chromium. It takes minutes, and an archive that
/// [Keycloak] says how to get; `docs/developer/identity-providers.md` has the command.
@Tag("nightly")
class KeycloakSignInTest {
  @TempDir private Path home;
  @TempDir private Path work;
  private Keycloak keycloak;
  private LiveBailey bailey;

  @BeforeAll
  static void needsKeycloak() {
    Keycloak.archive();
  }

  @BeforeEach
  void start() throws Exception {
    keycloak = new Keycloak(work, freePort());
    int port = freePort();
    keycloak.start("https://localhost:" + port);
    var configuration =
        new HashMap<>(
            Map.of(
                "BAILEY_HTTPS_PORT", Integer.toString(port),
                "BAILEY_PUBLIC_NAME", "localhost",
                "BAILEY_TLS_CERTIFICATE", file("bailey.pem"),
                "BAILEY_TLS_KEY", file("bailey.key")));
    configuration.putAll(
        Map.of(
            "BAILEY_OIDC_ISSUER", keycloak.issuer(),
            "BAILEY_OIDC_CLIENT_ID", "bailey",
            "BAILEY_OIDC_CLIENT_SECRET", Keycloak.SECRET,
            "BAILEY_OIDC_LABEL", "Keycloak",
            "BAILEY_OIDC_AUTHORITIES", file("tls.pem"),
            "BAILEY_SAML_METADATA", file("metadata.xml"),
            "BAILEY_SAML_CERTIFICATE", file("saml.pem"),
            "BAILEY_SAML_KEY", file("saml.key"),
            "BAILEY_SAML_LABEL", "SAML"));
    bailey = LiveBailey.on(home, configuration);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String file(String name) {
    return keycloak.file(name).toString();
  }

  @AfterEach
  void stop() throws Exception {
    bailey.close();
    keycloak.close();
  }

  @Test
  void somebodySignsInAndOutInBothPlaces() throws Exception {
    ObjectNode group = Client.object().put("name", "Finance").put("account_id", 1);
    group.putArray("sso_mapping_groups").add("/finance");
    bailey.client().call("POST", "/api/v3/accounts/1/groups/", group);

    BrowserTest.walk(
        bailey,
        "single-sign-on.mjs",
        Map.of(
            "BAILEY_SSO_ISSUER", keycloak.issuer(),
            "BAILEY_SSO_ADMIN", Keycloak.ADMIN,
            "BAILEY_SSO_LOGIN", Keycloak.USER,
            "BAILEY_SSO_PASSWORD", Keycloak.PASSWORD));

    JsonNode ada = ada();
    assertThat(ada.path("email").asText()).isEqualTo("ada@there.example");
    assertThat(ada.path("provider").asText()).isEqualTo(keycloak.issuer());
    assertThat(ada.path("groups").findValuesAsText("name")).contains("Finance");
  }

  @Test
  void somebodySignsInWithSaml() throws Exception {
    BrowserTest.walk(
        bailey,
        "saml.mjs",
        Map.of("BAILEY_SSO_LOGIN", Keycloak.USER, "BAILEY_SSO_PASSWORD", Keycloak.PASSWORD));

    JsonNode ada = ada();
    assertThat(ada.path("email").asText()).isEqualTo("ada@there.example");
    assertThat(ada.path("last_name").asText()).isEqualTo("Lovelace");
    assertThat(ada.path("provider").asText()).isEqualTo(keycloak.issuer());
  }

  private JsonNode ada() {
    for (JsonNode user : bailey.client().get("/api/bailey/v1/users").path("users")) {
      if (user.path("login").asText().equals(Keycloak.USER)) {
        return user;
      }
    }
    throw new AssertionError("ada is not here");
  }
}
