package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.registry.Secret;
import dev.bailey.security.factor.Totp;
import dev.bailey.security.permission.PermissionSet;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Signing in with a second factor, as a browser does it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorTest {
  private static final String PASSWORD = "correct horse battery staple";
  private int people;

  private TestApi api;
  private String login = "";
  private long id;

  @BeforeAll
  void start(@TempDir Path home) {
    api = new TestApi(home);
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void hire() {
    login = "ada" + people++;
    JsonNode added =
        TestApi.json(
            api.post(
                "/api/bailey/v1/users",
                api.token(PermissionSet.OWNER),
                "{\"login\":\"%s\",\"grants\":[{\"permission_set\":\"developer\"}]}"
                    .formatted(login)));
    id = added.get("id").asLong();
    String oneTime = added.get("one_time_password").asText();
    Browser newcomer = new Browser(signIn(oneTime, ""));
    newcomer.send(
        "PUT",
        "/password",
        "{\"current_password\":\"%s\",\"new_password\":\"%s\"}".formatted(oneTime, PASSWORD));
  }

  @Test
  void thePasswordAloneIsAnsweredWithTheQuestionForTheCode() {
    String[] codes = enrol();

    HttpResponse<String> asked = signIn(PASSWORD, "");
    assertThat(asked.statusCode()).isEqualTo(401);
    assertThat(TestApi.json(asked).get("code").asText()).isEqualTo("second_factor_required");
    assertThat(asked.headers().firstValue("set-cookie")).isEmpty();

    HttpResponse<String> wrong = signIn(PASSWORD, "000000");
    assertThat(TestApi.json(wrong).get("code").asText()).isEqualTo("sign_in_refused");

    assertThat(signIn(PASSWORD, codes[0]).statusCode()).isEqualTo(200);
    assertThat(signIn(PASSWORD, codes[0]).statusCode()).isEqualTo(401);
  }

  @Test
  void itsUserRemovesItWithPasswordAndCode() {
    String[] codes = enrol();
    Browser browser = new Browser(signIn(PASSWORD, codes[0]));
    assertThat(browser.get("/second-factor").get("recovery_codes_left").asInt()).isEqualTo(9);
    String proof = "{\"current_password\":\"%s\",\"code\":\"%s\"}".formatted(PASSWORD, codes[1]);

    assertThat(browser.send("POST", "/second-factor/removal", proof).statusCode()).isEqualTo(204);

    assertThat(browser.get("/second-factor").get("set_up").asBoolean()).isFalse();
    assertThat(signIn(PASSWORD, "").statusCode()).isEqualTo(200);
  }

  @Test
  void anAdministratorRemovesWhatWasLost() {
    enrol();
    HttpRequest removal =
        api.request("/api/bailey/v1/users/" + id + "/second-factor")
            .header("Authorization", "Token " + api.token(PermissionSet.OWNER))
            .DELETE()
            .build();

    assertThat(api.send(removal).statusCode()).isEqualTo(204);

    assertThat(signIn(PASSWORD, "").statusCode()).isEqualTo(200);
  }

  private String[] enrol() {
    Browser browser = new Browser(signIn(PASSWORD, ""));
    JsonNode begun =
        TestApi.json(
            browser.send(
                "POST", "/second-factor", "{\"current_password\":\"%s\"}".formatted(PASSWORD)));
    String code = Totp.code(Secret.of(begun.get("key").asText()), api.clock.instant());
    HttpResponse<String> confirmed =
        browser.send("POST", "/second-factor/confirmation", "{\"code\":\"%s\"}".formatted(code));
    assertThat(confirmed.statusCode()).isEqualTo(200);
    assertThat(confirmed.headers().firstValue("set-cookie")).isPresent();
    return TestApi.JSON.convertValue(TestApi.json(confirmed).get("recovery_codes"), String[].class);
  }

  private HttpResponse<String> signIn(String password, String code) {
    String body =
        "{\"login\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}".formatted(login, password, code);
    return api.send(
        api.request("/api/bailey/v1/session")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /// Somebody who is signed in.
  private final class Browser {
    private final String cookie;
    private final String csrf;

    Browser(HttpResponse<String> signedIn) {
      cookie = signedIn.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
      csrf = TestApi.json(signedIn).get("csrf_token").asText();
    }

    JsonNode get(String path) {
      return TestApi.json(send("GET", path, ""));
    }

    HttpResponse<String> send(String method, String path, String json) {
      return api.send(
          api.request("/api/bailey/v1" + path)
              .header("Cookie", cookie)
              .header("X-CSRF-Token", csrf)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(json))
              .build());
    }
  }
}
