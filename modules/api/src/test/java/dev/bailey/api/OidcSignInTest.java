package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.bailey.security.InMemorySecurity;
import dev.bailey.security.SecuritySettings;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.AuditEvent.Outcome;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupDefinition;
import dev.bailey.security.oidc.TestProvider;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.user.ExternalId;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserProfile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Signing in by way of an identity provider that speaks OpenID Connect, over the real routes, as a
/// browser does it, and as attackers would like to.
class OidcSignInTest {
  private static final String WAYS = "/api/bailey/v1/sign-in";
  private static final RSAKey FORGED = TestProvider.newKey("first");

  @TempDir private Path home;
  private TestProvider provider;
  private TestApi api;

  @BeforeEach
  void start() {
    provider = new TestProvider();
    SecuritySettings settings =
        InMemorySecurity.settings()
            .requiringSecondFactor(true)
            .trusting(List.of(provider.client(Clock.systemUTC())));
    api = new TestApi(home, settings);
  }

  @AfterEach
  void stop() {
    api.close();
    provider.close();
  }

  @Test
  void theSignInPageLearnsWhatTheProviderIsCalled() {
    JsonNode ways = TestApi.json(api.send(api.request(WAYS).build()));

    assertThat(ways.get("providers")).hasSize(1);
    assertThat(ways.get("providers").get(0).get("id").asText()).isEqualTo("oidc");
    assertThat(ways.get("providers").get(0).get("label").asText()).isEqualTo("Test ID");
  }

  @Test
  void whoeverIsSignedInThereComesToBeHereInTheirGroups() {
    Group finance = group("finance", "/Finance");
    group("sales", "/sales");
    var browser = new Browser();

    HttpResponse<String> signedIn = browser.signIn();

    assertThat(signedIn.statusCode()).isEqualTo(200);
    assertThat(TestApi.json(signedIn).get("login").asText()).isEqualTo("ada");
    assertThat(TestApi.json(signedIn).get("must_enrol_second_factor").asBoolean()).isFalse();
    assertThat(sessionCookie(signedIn)).contains("HttpOnly", "Secure", "SameSite=Strict");
    User ada = onlyUser();
    assertThat(ada.external()).contains(new ExternalId(provider.issuer(), "u-1"));
    assertThat(ada.profile().email()).isEqualTo("ada@there.example");
    assertThat(api.stores.groups().of(ada.id())).containsExactly(finance);
    assertThat(browser.get("/api/bailey/v1/session").statusCode()).isEqualTo(200);
    AuditEvent told = lastAudited();
    assertThat(told.type()).isEqualTo("login.sso.succeeded");
    assertThat(told.actor().name()).isEqualTo("ada");
    assertThat(told.details()).containsEntry("provider", provider.issuer());
  }

  @Test
  void groupsAndNamesFollowTheProviderAtEachSignIn() {
    Group sales = group("sales", "/sales");
    group("finance", "/finance");
    new Browser().signIn();

    provider.claims.put("groups", List.of("/sales"));
    provider.claims.put("preferred_username", "countess");
    provider.claims.put("given_name", "Augusta");
    new Browser().signIn();

    User ada = onlyUser();
    assertThat(ada.profile().login()).isEqualTo("ada");
    assertThat(ada.profile().firstName()).isEqualTo("Augusta");
    assertThat(api.stores.groups().of(ada.id())).containsExactly(sales);
  }

  @Test
  void whatTheTokenDoesNotTellTheProviderIsAskedFor() {
    Group sales = group("sales", "sales");
    provider.claims.remove("groups");
    provider.claims.remove("preferred_username");
    provider.userInfo.putAll(Map.of("preferred_username", "adal", "groups", "sales"));

    assertThat(new Browser().signIn().statusCode()).isEqualTo(200);

    assertThat(onlyUser().profile().login()).isEqualTo("adal");
    assertThat(api.stores.groups().of(onlyUser().id())).containsExactly(sales);
  }

  @Test
  void anAnswerAboutSomebodyElseIsNotTaken() {
    group("owners", "owners");
    provider.claims.remove("groups");
    provider.userInfo.putAll(Map.of("sub", "u-2", "groups", "owners"));

    assertThat(new Browser().signIn().statusCode()).isEqualTo(200);

    assertThat(api.stores.groups().of(onlyUser().id())).isEmpty();
  }

  @Test
  void theSameAddressDoesNotMakeTwoPeopleOne() {
    new Browser().signIn();
    provider.claims.putAll(Map.of("sub", "u-2", "preferred_username", "mallory"));

    new Browser().signIn();

    assertThat(api.stores.users().list()).hasSize(2);
  }

  @Test
  void aSecretInTheFormAndNoneInTheHeaderWillDoForProvidersThatWantIt() {
    provider.description.put(
        "token_endpoint_auth_methods_supported", List.of("client_secret_post"));

    assertThat(new Browser().signIn().statusCode()).isEqualTo(200);
  }

  @Test
  void keysThatTheProviderChangesAreFetchedAnew() {
    assertThat(new Browser().signIn().statusCode()).isEqualTo(200);
    provider.key = TestProvider.newKey("second");
    assertThat(new Browser().signIn().statusCode()).isEqualTo(200);

    provider.signing = provider::signedOnCurve;
    assertThat(new Browser().signIn().statusCode()).isEqualTo(200);
    assertThat(provider.asked.stream().filter("keys"::equals)).hasSize(2);
  }

  @Test
  void whileTheProviderIsDownUsersWithAPasswordComeIn() {
    provider.up = false;

    HttpResponse<String> begun = new Browser().begin();

    assertThat(begun.statusCode()).isEqualTo(503);
    assertThat(TestApi.json(begun).get("detail").asText()).contains("with a password here");
    var invited =
        api.security
            .members()
            .add(
                api.security.access().appliance("test"),
                UserProfile.of("olga@example.com", "", ""),
                List.of(Grant.everywhere(PermissionSet.OWNER)));
    String body =
        "{\"login\":\"olga@example.com\",\"password\":\"%s\"}"
            .formatted(invited.password().reveal());
    assertThat(new Browser().post("/api/bailey/v1/session", body).statusCode()).isEqualTo(200);
  }

  @Test
  void aProviderThatGoesDownMeanwhileIsToldAndAuditedAndNobodysFault() {
    for (int i = 0; i < 52; i++) {
      provider.up = true;
      var browser = new Browser();
      Map<String, String> brought = browser.departs();
      provider.up = false;

      assertThat(browser.returns(brought).statusCode()).isEqualTo(503);
    }

    assertThat(lastAudited().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(lastAudited().details()).containsEntry("reason", "unavailable");
    assertNobodyIsIn();
  }

  @Test
  void whoIsShutOutHereStaysOutside() {
    new Browser().signIn();
    User ada = onlyUser();
    api.stores.users().change(ada.id(), user -> user.active(false, Instant.now()));
    api.stores.sessions().removeAll(ada.id());

    refuses(new Browser().signIn(), "shut out");
  }

  @Test
  void passwordAndSecondFactorAreLeftToTheProvider() {
    var browser = new Browser();
    HttpResponse<String> signedIn = browser.signIn();

    HttpResponse<String> factor =
        browser.send(
            "POST", "/api/bailey/v1/second-factor", "{\"current_password\":\"x\"}", signedIn);
    HttpResponse<String> password =
        browser.send(
            "PUT",
            "/api/bailey/v1/password",
            "{\"current_password\":\"x\",\"new_password\":\"correct horse battery\"}",
            signedIn);

    for (HttpResponse<String> answer : List.of(factor, password)) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(TestApi.json(answer).get("detail").asText()).contains("are kept there");
    }
  }

  @Test
  void theProviderCannotTakeOverALocalUser() {
    api.stores.users().add(UserProfile.of("ada", "", ""), List.of(), Instant.now());

    HttpResponse<String> answer = new Browser().signIn();

    refuses(answer, "login taken");
    assertThat(TestApi.json(answer).get("detail").asText()).contains("has the login ada");
  }

  @Test
  void aNameThatIsNoLoginIsExplained() {
    provider.claims.put("preferred_username", "Ada Lovelace");

    HttpResponse<String> answer = new Browser().signIn();

    refuses(answer, "person incomplete");
    assertThat(TestApi.json(answer).get("detail").asText()).contains("oidc_login_claim");
  }

  @TestFactory
  Stream<DynamicTest> aTokenThatProvesNothingLetsNobodyIn() {
    return Stream.of(
        tampered("it is for somebody else", claims -> claims.audience("another")),
        tampered("it is for others, too", claims -> claims.audience(List.of("bailey", "another"))),
        tampered("another application asked for it", claims -> claims.claim("azp", "another")),
        tampered("it is of another issuer", claims -> claims.issuer("https://evil.example")),
        tampered("it has expired", claims -> claims.expirationTime(ago(61))),
        tampered("it never expires", claims -> claims.expirationTime(null)),
        tampered("it is old", claims -> claims.issueTime(ago(601))),
        tampered("it is of tomorrow", claims -> claims.issueTime(ago(-86_400))),
        tampered("it does not say when it was made", claims -> claims.issueTime(null)),
        tampered("it is not valid yet", claims -> claims.notBeforeTime(ago(-120))),
        tampered("it answers another sign-in", claims -> claims.claim("nonce", "another")),
        tampered("it answers no sign-in", claims -> claims.claim("nonce", null)),
        tampered("it names nobody", claims -> claims.subject(null)),
        tampered("it names nobody in particular", claims -> claims.subject(" ")),
        written("it is not signed", claims -> new PlainJWT(claims).serialize()),
        written("the public key is taken for a secret", this::signedWithThePublicKey),
        written("the client's secret signs it", this::signedWithTheSecret),
        written("another key has signed it under the same name", OidcSignInTest::forged),
        written("it brings its own key along", OidcSignInTest::forgedWithItsKey),
        written("a key that nobody knows has signed it", this::signedByAStranger),
        written("its signature is all zeros", this::zeros),
        written("its claims were changed later", this::changedLater),
        written(
            "it is an access token",
            claims -> TestProvider.signed(claims, provider.key, new JOSEObjectType("at+jwt"))),
        written("it is none", _ -> "e30.e30.e30"),
        written("it is nothing", _ -> ""));
  }

  @TestFactory
  Stream<DynamicTest> anAnswerThatBelongsToNoSignInOfThisBrowserLetsNobodyIn() {
    return Stream.of(
        brought("its state is another", "not begun here", answer -> answer.put("state", "x")),
        brought("it has no state", "not begun here", answer -> answer.remove("state")),
        brought(
            "it comes from another provider",
            "other provider",
            answer -> answer.put("iss", "https://evil.example")),
        brought("it does not tell whose it is", "other provider", answer -> answer.remove("iss")),
        brought("it has no code", "proof invalid", answer -> answer.remove("code")),
        brought("its code is unknown", "proof invalid", answer -> answer.put("code", "guessed")),
        brought(
            "the provider says no",
            "refused there",
            answer -> answer.put("error", "access_denied")));
  }

  @Test
  void theAnswerToSomebodyElsesSignInIsRefused() {
    var mallory = new Browser();
    Map<String, String> hers = mallory.departs();
    var ada = new Browser();
    Map<String, String> mixed = ada.departs();
    mixed.put("code", hers.get("code"));

    refuses(ada.returns(mixed), "proof invalid");
    refuses(ada.returns(hers), "not begun here");
    refuses(new Browser().returns(hers), "not begun here");
  }

  @Test
  void anAnswerIsGoodForOnce() {
    var browser = new Browser();
    Map<String, String> brought = browser.departs();
    String cookie = browser.begun;
    assertThat(browser.returns(brought).statusCode()).isEqualTo(200);
    api.stores.sessions().removeAll(onlyUser().id());

    browser.begun = cookie;
    refuses(browser.returns(brought), "used before");
  }

  @Test
  void theCookieCannotBeMadeYounger() {
    var browser = new Browser();
    Map<String, String> brought = browser.departs();
    browser.begun = browser.begun.replaceFirst("=\\d+", "=" + (Instant.now().getEpochSecond() - 1));

    refuses(browser.returns(brought), "not begun here");
  }

  @Test
  void aCookieThatIsNoneIsRefused() {
    for (String nonsense : List.of("", ".", "x.y", "9223372036854775807.a", "-1.a", "12")) {
      var browser = new Browser();
      Map<String, String> brought = browser.departs();
      browser.begun = "__Host-bailey-sign-in=" + nonsense;

      refuses(browser.returns(brought), "not begun here");
    }
  }

  @Test
  void noFormOfAnotherPageBeginsOrEndsASignIn() {
    for (String path : List.of("/oidc", "/oidc/answer")) {
      HttpRequest form =
          api.request(WAYS + path)
              .header("Content-Type", "text/plain")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();

      assertThat(api.send(form).statusCode()).isEqualTo(415);
    }
  }

  @Test
  void aProviderThatIsNotThereIsNotFound() {
    assertThat(new Browser().post(WAYS + "/saml", "{}").statusCode()).isEqualTo(404);
    assertThat(new Browser().post(WAYS + "/saml/answer", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void aSecretThatTheProviderDoesNotKnowIsTheOperatorsTrouble() {
    provider.description.put("token_endpoint_auth_methods_supported", List.of("client_secret_jwt"));
    provider.description.put("token_endpoint", provider.issuer() + "/nowhere");

    HttpResponse<String> answer = new Browser().signIn();

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(TestApi.json(answer).get("detail").asText()).contains("oidc_client_secret");
  }

  @Test
  void whoSignsOutHereIsLedToTheProvider() {
    var browser = new Browser();
    HttpResponse<String> signedIn = browser.signIn();

    HttpResponse<String> gone = browser.signOut(signedIn);

    assertThat(gone.statusCode()).isEqualTo(200);
    URI there = URI.create(TestApi.json(gone).get("continue_at").asText());
    assertThat(there.toString()).startsWith(provider.issuer() + "/logout?");
    assertThat(there.getQuery())
        .contains("client_id=bailey", "post_logout_redirect_uri=https://bailey.example.com/")
        .contains("id_token_hint=ey");
    assertNobodyIsIn();
  }

  @Test
  void whoSignsOutThereIsSignedOutHere() {
    var browser = new Browser();
    browser.signIn();
    provider.claims.put("sid", "s-2");
    new Browser().signIn();

    HttpResponse<String> answer = notice(provider.signed(provider.logout().build()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(browser.get("/api/bailey/v1/session").statusCode()).isEqualTo(401);
    assertThat(api.stores.sessions().of(onlyUser().id())).hasSize(1);
    assertThat(lastAudited().type()).isEqualTo("logout.sso.succeeded");
  }

  @Test
  void aLogoutThatNamesNoSessionEndsAllThatCameFromThere() {
    new Browser().signIn();
    provider.claims.put("sid", "s-2");
    new Browser().signIn();

    notice(provider.signed(provider.logout().claim("sid", null).build()));

    assertNobodyIsIn();
  }

  @TestFactory
  Stream<DynamicTest> aLogoutThatProvesNothingEndsNothing() {
    Map<String, Function<TestProvider, String>> attacks =
        Map.of(
            "it is for somebody else", told(token -> token.audience("another")),
            "it is of another issuer", told(token -> token.issuer("https://evil.example")),
            "it tells of no logout", told(token -> token.claim("events", Map.of("x", Map.of()))),
            "it answers a sign-in", told(token -> token.claim("nonce", "n")),
            "it has no number", told(token -> token.jwtID(null)),
            "it has expired", told(token -> token.expirationTime(ago(61))),
            "it names nobody", told(token -> token.subject(null).claim("sid", null)),
            "it is an ID token", there -> there.signed(there.standard().subject("u-1").build()),
            "it is not signed", there -> new PlainJWT(there.logout().build()).serialize(),
            "another has signed it", there -> forged(there.logout().build()));
    return attacks.entrySet().stream()
        .map(attack ->
            DynamicTest.dynamicTest(
                attack.getKey(),
                () -> {
                  new Browser().signIn();

                  HttpResponse<String> answer = notice(attack.getValue().apply(provider));

                  assertThat(answer.statusCode()).isEqualTo(400);
                  assertThat(lastAudited().type()).isEqualTo("logout.sso.failed");
                  assertThat(lastAudited().outcome()).isEqualTo(Outcome.REFUSED);
                  assertThat(api.stores.sessions().of(onlyUser().id())).isNotEmpty();
                }));
  }

  @Test
  void aLogoutIsGoodForOnce() {
    new Browser().signIn();
    String token = provider.signed(provider.logout().build());
    assertThat(notice(token).statusCode()).isEqualTo(200);
    new Browser().signIn();

    assertThat(notice(token).statusCode()).isEqualTo(400);

    assertThat(api.stores.sessions().of(onlyUser().id())).hasSize(1);
  }

  @Test
  void whoTriesTooOftenHasToWait() {
    for (int i = 0; i < 52; i++) {
      new Browser().returns(Map.of("state", "x"));
    }

    assertThat(new Browser().returns(Map.of("state", "x")).statusCode()).isEqualTo(429);
  }

  private static Function<TestProvider, String> told(UnaryOperator<JWTClaimsSet.Builder> change) {
    return there -> there.signed(change.apply(there.logout()).build());
  }

  private DynamicTest tampered(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
    return attack(
        what,
        () -> {
          provider.tampering = change;
          refuses(new Browser().signIn(), "proof invalid");
        });
  }

  private DynamicTest written(String what, Function<JWTClaimsSet, String> writing) {
    return attack(
        what,
        () -> {
          provider.signing = writing;
          refuses(new Browser().signIn(), "proof invalid");
        });
  }

  private DynamicTest brought(
      String what, String reason, java.util.function.Consumer<Map<String, String>> change) {
    return attack(
        what,
        () -> {
          var browser = new Browser();
          Map<String, String> answer = browser.departs();
          change.accept(answer);
          refuses(browser.returns(answer), reason);
        });
  }

  /// All dynamic tests of a factory share one provider.
  private DynamicTest attack(String what, org.junit.jupiter.api.function.Executable how) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          provider.tampering = UnaryOperator.identity();
          provider.signing = provider::signed;
          how.execute();
        });
  }

  private void refuses(HttpResponse<String> answer, String reason) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(TestApi.json(answer).get("code").asText()).isEqualTo("sign_in_refused");
    assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    assertThat(lastAudited().type()).isEqualTo("login.sso.failed");
    assertThat(lastAudited().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(lastAudited().details()).containsEntry("reason", reason);
    assertNobodyIsIn();
  }

  private void assertNobodyIsIn() {
    for (User user : api.stores.users().list()) {
      assertThat(api.stores.sessions().of(user.id())).isEmpty();
    }
  }

  private AuditEvent lastAudited() {
    return api.stores.audit().list(Audit.Query.newest(1)).getFirst().event();
  }

  private User onlyUser() {
    assertThat(api.stores.users().list()).hasSize(1);
    return api.stores.users().list().getFirst();
  }

  private Group group(String name, String mapped) {
    return api.stores
        .groups()
        .add(new GroupDefinition(name, false, List.of(mapped), List.of()), Instant.now());
  }

  private HttpResponse<String> notice(String token) {
    return api.send(
        api.request(WAYS + "/oidc/logout")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
            .build());
  }

  private static String sessionCookie(HttpResponse<String> answer) {
    return answer.headers().allValues("set-cookie").stream()
        .filter(cookie -> cookie.startsWith("__Host-bailey="))
        .findFirst()
        .orElse("");
  }

  @SuppressWarnings("JavaUtilDate") // the library's
  private static Date ago(int seconds) {
    return Date.from(Instant.now().minusSeconds(seconds));
  }

  private String signedWithThePublicKey(JWTClaimsSet claims) {
    try {
      return mac(claims, provider.key.toRSAPublicKey().getEncoded());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signedWithTheSecret(JWTClaimsSet claims) {
    return mac(claims, TestProvider.SECRET.reveal().repeat(4).getBytes(StandardCharsets.UTF_8));
  }

  private static String mac(JWTClaimsSet claims, byte[] key) {
    try {
      var token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims);
      token.sign(new MACSigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String forged(JWTClaimsSet claims) {
    return TestProvider.signed(claims, FORGED, JOSEObjectType.JWT);
  }

  private static String forgedWithItsKey(JWTClaimsSet claims) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(FORGED.toPublicJWK()).build();
      var token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(FORGED));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signedByAStranger(JWTClaimsSet claims) {
    return TestProvider.signed(claims, TestProvider.newKey("stranger"), JOSEObjectType.JWT);
  }

  private String zeros(JWTClaimsSet claims) {
    String signed = provider.signedOnCurve(claims);
    String nothing = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    return signed.substring(0, signed.lastIndexOf('.') + 1) + nothing;
  }

  private String changedLater(JWTClaimsSet claims) {
    String[] good = provider.signed(claims).split("\\.");
    String[] other =
        provider.signed(new JWTClaimsSet.Builder(claims).subject("u-2").build()).split("\\.");
    return good[0] + "." + other[1] + "." + good[2];
  }

  /// A browser: it keeps the cookies of a sign-in that it began, and of its session.
  private final class Browser {
    private String begun = "";
    private String session = "";

    HttpResponse<String> begin() {
      return post(WAYS + "/oidc", "{}");
    }

    /// Is sent to the provider, where its user signs in.
    ///
    /// @return what the provider sends it back with
    Map<String, String> departs() {
      HttpResponse<String> answer = begin();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/");
      begun = cookie.split(";", 2)[0];
      return new HashMap<>(
          provider.signIn(URI.create(TestApi.json(answer).get("continue_at").asText())));
    }

    HttpResponse<String> returns(Map<String, String> brought) {
      ObjectNode body = TestApi.JSON.createObjectNode();
      brought.forEach(body::put);
      HttpResponse<String> answer = post(WAYS + "/oidc/answer", body.toString());
      session = sessionCookie(answer).split(";", 2)[0];
      return answer;
    }

    HttpResponse<String> signIn() {
      return returns(departs());
    }

    HttpResponse<String> get(String path) {
      return api.send(api.request(path).header("Cookie", session).build());
    }

    HttpResponse<String> post(String path, String json) {
      return api.send(
          api.request(path)
              .header("Cookie", begun)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build());
    }

    HttpResponse<String> signOut(HttpResponse<String> signedIn) {
      return send("DELETE", "/api/bailey/v1/session", "{}", signedIn);
    }

    HttpResponse<String> send(
        String method, String path, String json, HttpResponse<String> signedIn) {
      return api.send(
          api.request(path)
              .header("Cookie", session)
              .header("X-CSRF-Token", TestApi.json(signedIn).get("csrf_token").asText())
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(json))
              .build());
    }
  }
}
