package dev.bailey.security.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.bailey.registry.Secret;
import dev.bailey.security.provider.ProviderException;
import dev.bailey.security.provider.ProviderException.Reason;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tokens that a provider has signed, checked as OpenID Connect Core 1.0 (3.1.3.7) and Back-Channel
/// Logout 1.0 (2.6) want: by keys of the provider alone, with an algorithm of a pair of keys.
final class SignedTokens {
  private static final Logger LOG = LoggerFactory.getLogger(SignedTokens.class);
  private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

  /// No `none`, and none whose key is a secret: a public key must not be taken for one.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Duration DRIFT = Duration.ofMinutes(1);
  private static final Duration OLDEST = Duration.ofMinutes(10);

  private final String issuer;
  private final String clientId;
  private final JWKSource<SecurityContext> keys;
  private final Clock clock;

  SignedTokens(String issuer, String clientId, JWKSource<SecurityContext> keys, Clock clock) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.keys = keys;
    this.clock = clock;
  }

  /// The claims of an ID token that answers the sign-in with this nonce.
  ///
  /// @throws ProviderException PROOF_INVALID, UNAVAILABLE
  JWTClaimsSet idToken(String text, Secret nonce) {
    JWTClaimsSet claims =
        checked(
            text,
            new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null),
            Set.of("sub", "iat", "exp", "nonce"),
            Set.of());
    if (!Secret.of(String.valueOf(claims.getClaim("nonce"))).equals(nonce)) {
      throw invalid("it answers another sign-in");
    }
    refuseOtherParty(claims);
    refuseOld(claims);
    return claims;
  }

  /// The claims of a logout token.
  ///
  /// @throws ProviderException PROOF_INVALID, UNAVAILABLE
  JWTClaimsSet logoutToken(String text) {
    JWTClaimsSet claims =
        checked(
            text,
            new DefaultJOSEObjectTypeVerifier<>(
                new JOSEObjectType("logout+jwt"), JOSEObjectType.JWT, null),
            Set.of("iat", "exp", "jti", "events"),
            Set.of("nonce"));
    boolean logout =
        claims.getClaim("events") instanceof Map<?, ?> events
            && events.get(LOGOUT) instanceof Map<?, ?>;
    if (!logout) {
      throw invalid("it tells of no logout");
    }
    refuseOld(claims);
    return claims;
  }

  private JWTClaimsSet checked(
      String text,
      DefaultJOSEObjectTypeVerifier<SecurityContext> type,
      Set<String> required,
      Set<String> prohibited) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(type);
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    var exact = new JWTClaimsSet.Builder().issuer(issuer).build();
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            Set.of(clientId), exact, required, prohibited) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew((int) DRIFT.toSeconds());
    processor.setJWTClaimsSetVerifier(verifier);
    try {
      return processor.process(text, null);
    } catch (RemoteKeySourceException e) {
      throw ProviderException.unavailable("its keys cannot be read");
    } catch (ParseException | BadJOSEException | JOSEException e) {
      LOG.warn("a token of the identity provider was refused: {}", printable(e));
      throw invalid("its signature, its recipient or its time is wrong");
    }
  }

  /// Of several for whom a token is, one asked for it; that has to be us.
  private void refuseOtherParty(JWTClaimsSet claims) {
    Optional<Object> party = Optional.ofNullable(claims.getClaim("azp"));
    boolean ours = party.map(clientId::equals).orElse(claims.getAudience().size() == 1);
    if (!ours) {
      throw invalid("it was made for another application");
    }
  }

  private void refuseOld(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Instant made = claims.getIssueTime().toInstant();
    if (made.isBefore(now.minus(OLDEST)) || made.isAfter(now.plus(DRIFT))) {
      throw invalid("it was not made just now. Are the clocks of both servers right?");
    }
  }

  private static ProviderException invalid(String why) {
    return new ProviderException(
        Reason.PROOF_INVALID, "The identity provider's answer proves nothing: " + why);
  }

  private static String printable(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ");
  }
}
