package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.server.ServerIdentity;
import dev.bailey.security.InMemorySecurity;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.AuditEvent.Outcome;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupDefinition;
import dev.bailey.security.saml.TestSamlProvider;
import dev.bailey.security.user.User;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Signing in by way of an identity provider that speaks SAML 2.0, over the real routes, as a
/// browser does it, and as attackers would like to.
class SamlSignInTest {
  private static final String WAYS = "/api/bailey/v1/sign-in";
  private static final String SHA_1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";

  @TempDir private Path home;
  private TestSamlProvider provider = new TestSamlProvider();
  private TestApi api;

  @BeforeEach
  void start() {
    var identity = ServerIdentity.passing(List.of("bailey"), new SecureRandom(), Clock.systemUTC());
    api =
        new TestApi(
            home,
            InMemorySecurity.settings()
                .trusting(
                    List.of(provider.client(identity.chain().getFirst(), Clock.systemUTC()))));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void whoeverIsSignedInThereComesToBeHereInTheirGroups() {
    Group finance = group("finance");
    group("sales");

    HttpResponse<String> signedIn = new Browser().signIn();

    assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
    User ada = onlyUser();
    assertThat(ada.external()).contains(provider.person());
    assertThat(ada.profile().login()).isEqualTo("ada");
    assertThat(ada.profile().email()).isEqualTo("ada@there.example");
    assertThat(ada.profile().firstName()).isEqualTo("Ada");
    assertThat(api.stores.groups().of(ada.id())).containsExactly(finance);
    assertThat(lastAudited().type()).isEqualTo("login.sso.succeeded");

    provider.groups = List.of("sales");
    new Browser().signIn();
    assertThat(api.stores.groups().of(onlyUser().id())).doesNotContain(finance).hasSize(1);
  }

  @TestFactory
  Stream<DynamicTest> oneOfTheSignaturesIsEnoughAndEncryptionIsTaken() {
    return Stream.of(
        good("the assertion is signed", () -> provider.signsResponse = false),
        good("the response is signed", () -> provider.signsAssertion = false),
        good(
            "the assertion is signed and encrypted",
            () -> {
              provider.signsResponse = false;
              provider.encrypts = true;
            }),
        good(
            "the response with an encrypted assertion is signed",
            () -> {
              provider.signsAssertion = false;
              provider.encrypts = true;
            }),
        good("everything is signed and encrypted", () -> provider.encrypts = true),
        good(
            "a stronger hash is used",
            () -> provider.algorithm = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"));
  }

  @TestFactory
  Stream<DynamicTest> anAnswerThatProvesNothingLetsNobodyIn() {
    return Stream.of(
        bad(
            "nothing is signed",
            () -> {
              provider.signsAssertion = false;
              provider.signsResponse = false;
            }),
        bad(
            "it is encrypted and not signed",
            () -> {
              provider.signsAssertion = false;
              provider.signsResponse = false;
              provider.encrypts = true;
            }),
        bad("somebody else has signed it", () -> provider.forging = true),
        bad("it is signed by SHA-1", () -> provider.algorithm = SHA_1),
        encrypted("it is encrypted by CBC", xml -> xml.replace("aes256-gcm", "aes256-cbc")),
        encrypted("its key is wrapped as in PKCS #1", xml -> xml.replace("oaep-mgf1p", "1_5")),
        encrypted(
            "what it is encrypted by is another length", xml -> xml.replace("256-gcm", "128-gcm")),
        encrypted("what is encrypted was changed", SamlSignInTest::lastLetterChanged),
        tampered("the name was changed later", xml -> xml.replace(">G-1<", ">G-2<")),
        tampered(
            "the signatures were cut out",
            xml -> xml.replaceAll("(?s)<(ds:)?Signature .*?</(ds:)?Signature>", "")),
        written("it is for another application", "<saml:Audience>[^<]*", "<saml:Audience>x"),
        written(
            "it is for nobody", "(?s)<saml:AudienceRestriction>.*</saml:AudienceRestriction>", ""),
        written("it is for another place", "Recipient=\"[^\"]*\"", "Recipient=\"https://evil\""),
        written(
            "it was sent to another place",
            "Destination=\"[^\"]*\"",
            "Destination=\"https://evil\""),
        written("it was sent nowhere", "Destination=\"[^\"]*\"", ""),
        written("it answers another sign-in", "InResponseTo=\"[^\"]*\"", "InResponseTo=\"_x\""),
        written("it answers none", "InResponseTo=\"[^\"]*\"", ""),
        written(
            "it has expired", "NotOnOrAfter=\"[^\"]*\"", "NotOnOrAfter=\"2026-01-01T00:00:00Z\""),
        written("it never expires", "NotOnOrAfter=\"[^\"]*\"", ""),
        written("it is of tomorrow", "NotBefore=\"[^\"]*\"", "NotBefore=\"2099-01-01T00:00:00Z\""),
        written("its times are none", "NotOnOrAfter=\"[^\"]*\"", "NotOnOrAfter=\"soon\""),
        written("nobody bears it", "cm:bearer", "cm:holder-of-key"),
        written("it tells of no sign-in", "<saml:AuthnStatement[^>]*/>", ""),
        written(
            "the session there has ended",
            "SessionIndex=\"s-1\"",
            "SessionNotOnOrAfter=\"2026-01-01T00:00:00Z\""),
        written(
            "it has a condition that nobody knows",
            "</saml:Conditions>",
            "<saml:Condition/></saml:Conditions>"),
        written("it is of another version", "Version=\"2.0\"", "Version=\"1.1\""),
        written("it names nobody", "(?s)<saml:NameID.*</saml:NameID>", ""),
        tampered("it is no XML", _ -> "not xml"),
        tampered("it is nothing", _ -> ""),
        tampered(
            "it reads a file",
            xml ->
                "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                    + xml.replace(">G-1<", ">&f;<")),
        tampered(
            "it fetches a document type", xml -> "<!DOCTYPE x SYSTEM \"https://evil/x\">" + xml),
        tampered("it laughs", xml -> laughs() + xml.replace(">G-1<", ">&i;<")),
        tampered("it is deep", _ -> "<a>".repeat(5_000) + "</a>".repeat(5_000)));
  }

  @TestFactory
  Stream<DynamicTest> aSignedPartThatWasMovedLetsNobodyElseIn() {
    return Stream.of(
        wrapped(
            "a forged assertion before the signed one",
            (xml, forged) ->
                xml.replaceFirst(
                    "<saml:Assertion ", forged.replace("$", "\\$") + "<saml:Assertion ")),
        wrapped(
            "a forged assertion after the signed one",
            (xml, forged) -> xml.replace("</samlp:Response>", forged + "</samlp:Response>")),
        wrapped(
            "the signed assertion within a forged one",
            (xml, forged) ->
                xml.replace(
                    assertion(xml),
                    forged.replace("</saml:Assertion>", assertion(xml) + "</saml:Assertion>"))),
        wrapped(
            "the signed assertion in an extension",
            (xml, forged) ->
                xml.replace(
                    assertion(xml),
                    "<samlp:Extensions>" + assertion(xml) + "</samlp:Extensions>" + forged)),
        wrapped(
            "a forged assertion under the id of the signed one",
            (xml, forged) ->
                xml.replace(
                    assertion(xml),
                    forged.replace("_forged", "_assertion")
                        + "<samlp:Extensions>"
                        + assertion(xml)
                        + "</samlp:Extensions>")),
        wrapped(
            "the signature moved to a forged assertion",
            (xml, forged) ->
                xml.replace(
                    assertion(xml),
                    forged.replaceFirst(
                        "</saml:Issuer>", "</saml:Issuer>" + signature(xml).replace("$", "\\$")))),
        wrapped(
            "the same, with what it signs within the signature",
            (xml, forged) ->
                xml.replace(
                    assertion(xml),
                    forged.replaceFirst(
                        "</saml:Issuer>",
                        "</saml:Issuer>"
                            + signature(xml)
                                .replace("$", "\\$")
                                .replaceFirst(
                                    "</(ds:)?Signature>",
                                    "<Object xmlns=\"http://www.w3.org/2000/09/xmldsig#\">"
                                        + bare(xml).replace("$", "\\$")
                                        + "</Object></Signature>")))));
  }

  @Test
  void aCommentDoesNotCutANameShort() {
    provider.nameId = "G-1.evil";
    provider.tampering = xml -> xml.replace(">G-1.evil<", ">G-1<!-- -->.evil<");

    assertThat(new Browser().signIn().statusCode()).isEqualTo(200);

    assertThat(onlyUser().external().orElseThrow().subject()).isEqualTo("G-1.evil");
  }

  @Test
  void aNameThatIsGivenAgainIsNotTaken() {
    provider.writing = xml -> xml.replace("nameid-format:persistent", "nameid-format:transient");

    HttpResponse<String> answer = new Browser().signIn();

    refuses(answer, "person incomplete");
    assertThat(TestApi.json(answer).get("detail").asText()).contains("saml_user_attribute");
  }

  @Test
  void anotherProviderIsNotTheOne() {
    provider.writing = xml -> xml.replace(TestSamlProvider.ENTITY, "https://evil.example");

    refuses(new Browser().signIn(), "other provider");
  }

  @Test
  void aProviderThatSaysNoIsTold() {
    provider.writing = xml -> xml.replace("status:Success", "status:Responder");

    refuses(new Browser().signIn(), "refused there");
  }

  @Test
  void anAssertionIsGoodForOnce() {
    var browser = new Browser();
    Map<String, String> brought = browser.departs();
    assertThat(browser.returns(brought).statusCode()).isEqualTo(200);
    api.stores.sessions().removeAll(onlyUser().id());

    refuses(browser.returns(brought), "used before");

    var another = new Browser();
    Map<String, String> fresh = another.departs();
    fresh.put("SAMLResponse", brought.get("SAMLResponse"));
    refuses(another.returns(fresh), "proof invalid");
  }

  @Test
  void theAnswerToSomebodyElsesSignInIsRefused() {
    Map<String, String> theirs = new Browser().departs();
    var browser = new Browser();
    browser.departs();

    refuses(browser.returns(theirs), "not begun here");
    refuses(new Browser().returns(theirs), "not begun here");
  }

  @Test
  void theFormOfTheProviderBecomesAPageThatHandsItOver() {
    HttpResponse<String> page =
        consumer("SAMLResponse=" + encoded("YWJj\nZGVm") + "&RelayState=a-b_c");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().allValues("set-cookie")).isEmpty();
    assertThat(page.body())
        .contains(
            "<div id=\"root\" data-brought=\"{&quot;SAMLResponse&quot;:&quot;YWJjZGVm&quot;,"
                + "&quot;RelayState&quot;:&quot;a-b_c&quot;}\"></div>");
  }

  @Test
  void whatIsNoAnswerDoesNotGetIntoThePage() {
    for (String form :
        List.of(
            "",
            "SAMLResponse=" + encoded("\"><script>alert(1)</script>"),
            "SAMLResponse=YWJj&RelayState=" + encoded("\"><script>"))) {
      assertThat(consumer(form).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void theProvidersOperatorGetsTheMetadata() {
    HttpResponse<String> metadata = api.send(api.request(WAYS + "/saml/metadata").build());

    assertThat(metadata.statusCode()).isEqualTo(200);
    assertThat(metadata.headers().firstValue("content-type"))
        .contains("application/samlmetadata+xml");
    assertThat(metadata.body())
        .contains("entityID=\"" + TestSamlProvider.AUDIENCE + "\"")
        .contains("WantAssertionsSigned=\"true\"", TestSamlProvider.CONSUMER, "<X509Certificate");
  }

  private DynamicTest good(String what, Runnable how) {
    return attack(
        what,
        () -> {
          how.run();
          HttpResponse<String> signedIn = new Browser().signIn();
          assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
          assertThat(onlyUser().external()).contains(provider.person());
        });
  }

  private DynamicTest bad(String what, Runnable how) {
    return attack(
        what,
        () -> {
          how.run();
          refuses(new Browser().signIn(), "proof invalid");
        });
  }

  private DynamicTest encrypted(String what, UnaryOperator<String> how) {
    return bad(
        what,
        () -> {
          provider.encrypts = true;
          provider.signsResponse = false;
          provider.tampering =
              xml -> {
                String changed = how.apply(xml);
                assertThat(changed).isNotEqualTo(xml);
                return changed;
              };
        });
  }

  private static String lastLetterChanged(String xml) {
    int at = xml.lastIndexOf("</e:CipherValue>") - 8;
    return xml.substring(0, at) + (xml.charAt(at) == 'A' ? 'B' : 'A') + xml.substring(at + 1);
  }

  private DynamicTest tampered(String what, UnaryOperator<String> how) {
    return bad(what, () -> provider.tampering = how);
  }

  private DynamicTest written(String what, String pattern, String instead) {
    return bad(
        what,
        () ->
            provider.writing =
                xml -> {
                  String changed = xml.replaceAll(pattern, instead);
                  assertThat(changed).isNotEqualTo(xml);
                  return changed;
                });
  }

  /// Moves what is signed, by itself and with the response around it, and puts a forgery beside it.
  private DynamicTest wrapped(String what, java.util.function.BinaryOperator<String> how) {
    return attack(
        what,
        () -> {
          for (boolean all : List.of(true, false)) {
            provider.signsResponse = all;
            provider.tampering =
                xml -> {
                  String changed = how.apply(xml, forged(xml));
                  assertThat(changed).contains("mallory").isNotEqualTo(xml);
                  return changed;
                };
            refuses(new Browser().signIn(), "proof invalid");
          }
          assertThat(api.stores.users().list()).isEmpty();
        });
  }

  /// All dynamic tests of a factory share one provider.
  private DynamicTest attack(String what, Runnable how) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          provider.forging = false;
          provider.encrypts = false;
          provider.signsAssertion = true;
          provider.signsResponse = true;
          provider.algorithm = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
          provider.writing = UnaryOperator.identity();
          provider.tampering = UnaryOperator.identity();
          how.run();
        });
  }

  private static String assertion(String xml) {
    return xml.substring(
        xml.indexOf("<saml:Assertion "),
        xml.indexOf("</saml:Assertion>") + "</saml:Assertion>".length());
  }

  private static String signature(String xml) {
    String assertion = assertion(xml);
    return assertion.substring(
        assertion.indexOf("<Signature"),
        assertion.indexOf("</Signature>") + "</Signature>".length());
  }

  /// The assertion without its signature.
  private static String bare(String xml) {
    return assertion(xml).replace(signature(xml), "");
  }

  private static String forged(String xml) {
    return bare(xml)
        .replace("_assertion", "_forged")
        .replace(">G-1<", ">mallory<")
        .replace(">ada<", ">mallory<");
  }

  private static String laughs() {
    var text = new StringBuilder("<!DOCTYPE x [<!ENTITY a \"ha\">");
    for (char name = 'b'; name <= 'i'; name++) {
      char before = (char) (name - 1);
      text.append("<!ENTITY ").append(name).append(" \"");
      text.append(("&" + before + ";").repeat(10)).append("\">");
    }
    return text.append("]>").toString();
  }

  private void refuses(HttpResponse<String> answer, String reason) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    assertThat(lastAudited().type()).isEqualTo("login.sso.failed");
    assertThat(lastAudited().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(lastAudited().details()).containsEntry("reason", reason);
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

  private Group group(String name) {
    return api.stores
        .groups()
        .add(new GroupDefinition(name, false, List.of(name), List.of()), Instant.now());
  }

  private HttpResponse<String> consumer(String form) {
    return api.send(
        api.request("/sign-in/saml")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", "https://id.example")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// A browser: it keeps the cookie of a sign-in that it began.
  private final class Browser {
    private String begun = "";

    Map<String, String> departs() {
      HttpResponse<String> answer = post(WAYS + "/saml", "{}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      begun = answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
      return provider.signIn(URI.create(TestApi.json(answer).get("continue_at").asText()));
    }

    HttpResponse<String> returns(Map<String, String> brought) {
      ObjectNode body = TestApi.JSON.createObjectNode();
      brought.forEach(body::put);
      return post(WAYS + "/saml/answer", body.toString());
    }

    HttpResponse<String> signIn() {
      return returns(departs());
    }

    private HttpResponse<String> post(String path, String json) {
      return api.send(
          api.request(path)
              .header("Cookie", begun)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build());
    }
  }
}
