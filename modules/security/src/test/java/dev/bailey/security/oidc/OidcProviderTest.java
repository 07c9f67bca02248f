package dev.bailey.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import dev.bailey.registry.Secret;
import dev.bailey.security.MovingClock;
import dev.bailey.security.provider.ProviderException;
import dev.bailey.security.provider.ProviderException.Reason;
import dev.bailey.security.provider.ProviderSession;
import dev.bailey.security.provider.SignInFlow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked of a provider, and how often; what is checked of its answers is in
/// `OidcSignInTest`.
final class OidcProviderTest {
  private static final SignInFlow FLOW =
      new SignInFlow(Secret.of("state"), Secret.of("nonce"), Secret.of("v".repeat(43)));

  private final TestProvider provider = new TestProvider();
  private final MovingClock clock = new MovingClock(Instant.now());
  private final OidcProvider client = provider.client(clock);

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void theBrowserIsSentToTheProviderWithAChallenge() {
    URI there = client.departure(FLOW);

    assertThat(there.toString()).startsWith(provider.issuer() + "/authorize?kc=1&");
    assertThat(there.getQuery())
        .contains("response_type=code", "client_id=bailey", "scope=openid+profile+email")
        .contains("redirect_uri=https://bailey.example.com/sign-in/oidc")
        .contains("state=state", "nonce=nonce", "code_challenge_method=S256")
        .doesNotContain("vvv");
  }

  @Test
  void theProviderIsAskedOnceAnHourWhatItIs() {
    client.departure(FLOW);
    client.departure(FLOW);
    clock.pass(Duration.ofMinutes(59));
    client.departure(FLOW);
    assertThat(descriptions()).isEqualTo(1);

    clock.pass(Duration.ofMinutes(2));
    client.departure(FLOW);
    assertThat(descriptions()).isEqualTo(2);
  }

  @Test
  void whileItIsDownWhatItSaidLastHolds() {
    client.departure(FLOW);
    clock.pass(Duration.ofHours(2));
    provider.up = false;

    assertThat(client.departure(FLOW)).isNotNull();
  }

  @Test
  void whoeverWaitsForAProviderThatIsDownDoesNotAskItAgainAtOnce() {
    provider.up = false;
    assertUnavailable("answers 502");
    assertUnavailable("answers 502");
    assertThat(descriptions()).isEqualTo(1);

    provider.up = true;
    clock.pass(Duration.ofSeconds(11));
    assertThat(client.departure(FLOW)).isNotNull();
  }

  @Test
  void aProviderThatCallsItselfOtherwiseIsNotTheOne() {
    provider.description.put("issuer", provider.issuer() + "/");

    assertUnavailable("both must be the same to the letter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"token_endpoint", "authorization_endpoint", "jwks_uri", "end_session_endpoint"})
  void addressesWithoutTlsAreRefused(String which) {
    provider.description.put(which, "http://localhost/x");

    assertUnavailable(which + " is no https address");
  }

  @Test
  void tokensOfStrangersDoNotMakeUsAskForKeysOverAndOver() {
    signIn();
    int before = keys();
    var stranger = TestProvider.newKey("stranger");
    provider.signing = claims -> TestProvider.signed(claims, stranger, JOSEObjectType.JWT);

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(this::signIn)
          .isInstanceOfSatisfying(
              ProviderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROOF_INVALID));
    }

    assertThat(keys() - before).isLessThanOrEqualTo(2);
  }

  @Test
  void whoSignsOutWhileTheProviderIsDownIsNotHeldUp() {
    provider.up = false;

    assertThat(
            client.farewell(
                new ProviderSession(provider.issuer(), Optional.empty(), Secret.of("x"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.com",
        "https://",
        "https://user@id.example.com",
        "https://id.example.com?x=1",
        "https://id.example.com#x",
        "id.example.com"
      })
  void anIssuerIsAnHttpsAddress(String issuer) {
    assertThatThrownBy(() ->
            new OidcSettings(
                issuer, "c", Secret.of(""), "x", TestProvider.HOME, "openid", "sub", "groups"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("issuer");
  }

  private void signIn() {
    Map<String, String> brought = provider.signIn(client.departure(FLOW));
    assertThat(client.arrival(FLOW, brought).person().profile().login()).isEqualTo("ada");
  }

  private void assertUnavailable(String why) {
    var refusal = catchThrowableOfType(ProviderException.class, () -> client.departure(FLOW));
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(refusal.getMessage()).contains(why);
  }

  private int descriptions() {
    return asked("openid-configuration");
  }

  private int keys() {
    return asked("keys");
  }

  private int asked(String what) {
    return (int) Stream.of(provider.asked.toArray()).filter(what::equals).count();
  }
}
