package dev.bailey.security.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.bailey.registry.Secret;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.security.TestAuthority;
import dev.bailey.security.provider.ProviderHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// An identity provider that speaks OpenID Connect over TLS, with keys of its own, and does what a
/// test wants it to do wrong. It keeps to its side of the protocol: a code is good for once, and
/// for whoever knows the verifier.
public final class TestProvider implements AutoCloseable {
  /// What this appliance is to it.
  public static final String CLIENT = "bailey";

  /// What the client shows. It holds what a form has to encode.
  public static final Secret SECRET = Secret.of("s3cret: %+/");

  /// Where browsers reach the appliance, as the provider has been told.
  public static final URI HOME = URI.create("https://bailey.example.com");

  /// Making one takes its time.
  private static final RSAKey FIRST = newKey("first");

  private final HttpsServer server;
  private final TestAuthority authority;
  private final Map<String, Grant> codes = new ConcurrentHashMap<>();

  /// What was asked for, in order: the ends of the paths.
  public final List<String> asked = new CopyOnWriteArrayList<>();

  /// What it says of itself, besides what it has to.
  public final Map<String, Object> description = new ConcurrentHashMap<>();

  /// What it tells of whoever signs in, in the ID token.
  public final Map<String, Object> claims = new ConcurrentHashMap<>();

  /// What it tells only when it is asked.
  public final Map<String, Object> userInfo = new ConcurrentHashMap<>();

  /// Changes the claims of each ID token in the end.
  public UnaryOperator<JWTClaimsSet.Builder> tampering = UnaryOperator.identity();

  /// How it writes down claims.
  public Function<JWTClaimsSet, String> signing = this::signed;

  /// Whether it answers at all.
  public boolean up = true;

  /// The key it signs with.
  public RSAKey key = FIRST;

  /// Another of its keys.
  public final ECKey curveKey = newCurveKey();

  private record Grant(String nonce, String challenge, String redirect) {}

  public TestProvider() {
    this(TestAuthority.Kind.GOOD);
  }

  /// @param kind what is right or wrong with its certificate
  public TestProvider(TestAuthority.Kind kind) {
    try {
      authority = new TestAuthority();
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      server.setHttpsConfigurator(
          new HttpsConfigurator(authority.identity(kind).createSSLContext()));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::serve);
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    userInfo.put("sub", "u-1");
    claims.putAll(
        Map.of(
            "sub", "u-1",
            "preferred_username", "Ada",
            "email", "ada@there.example",
            "given_name", "Ada",
            "family_name", "Lovelace",
            "groups", List.of("/finance"),
            "sid", "s-1"));
  }

  /// What it calls itself.
  public String issuer() {
    return "https://localhost:" + server.getAddress().getPort() + "/realm";
  }

  /// How the appliance knows it.
  public OidcSettings settings() {
    return new OidcSettings(
        issuer(),
        CLIENT,
        SECRET,
        "Test ID",
        HOME,
        OidcSettings.SCOPES,
        OidcSettings.LOGIN_CLAIM,
        OidcSettings.GROUPS_CLAIM);
  }

  /// The appliance's side.
  public OidcProvider client(Clock clock) {
    return new OidcProvider(settings(), http(), clock);
  }

  /// The way to it.
  public ProviderHttp http() {
    return new ProviderHttp(
        place -> new InetSocketAddress(InetAddress.getLoopbackAddress(), place.port()),
        TrustedSockets.trusting(authority.pem()),
        Duration.ofSeconds(5));
  }

  /// Signs somebody in whose browser was sent here.
  ///
  /// @return what the browser brings back
  public Map<String, String> signIn(URI departure) {
    Map<String, String> query = form(departure.getRawQuery());
    if (!query.getOrDefault("client_id", "").equals(CLIENT)
        || !query.getOrDefault("redirect_uri", "").equals(HOME + "/sign-in/oidc")
        || !query.getOrDefault("response_type", "").equals("code")
        || !query.getOrDefault("code_challenge_method", "").equals("S256")
        || !query.getOrDefault("scope", "").contains("openid")) {
      throw new IllegalArgumentException("no sign-in: " + query);
    }
    String code = UUID.randomUUID().toString();
    codes.put(
        code,
        new Grant(
            query.getOrDefault("nonce", ""),
            query.getOrDefault("code_challenge", ""),
            query.getOrDefault("redirect_uri", "")));
    var brought = new HashMap<String, String>();
    brought.put("code", code);
    brought.put("state", query.getOrDefault("state", ""));
    brought.put("iss", issuer());
    return brought;
  }

  /// A logout token as it should be; the test changes it.
  public JWTClaimsSet.Builder logout() {
    return standard()
        .subject("u-1")
        .claim("sid", "s-1")
        .jwtID(UUID.randomUUID().toString())
        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
  }

  /// Claims that every token has.
  @SuppressWarnings("JavaUtilDate") // the library's
  public JWTClaimsSet.Builder standard() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(CLIENT)
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plusSeconds(120)));
  }

  /// Claims, signed as they should be.
  public String signed(JWTClaimsSet what) {
    return signed(what, key, JOSEObjectType.JWT);
  }

  /// The same with a key and a type of the test's choice.
  public static String signed(JWTClaimsSet what, RSAKey with, JOSEObjectType type) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).type(type);
      var token = new SignedJWT(header.build(), what);
      token.sign(new RSASSASigner(with));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The same with the elliptic curve.
  public String signedOnCurve(JWTClaimsSet what) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(curveKey.getKeyID()).build();
      var token = new SignedJWT(header, what);
      token.sign(new ECDSASigner(curveKey));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// An RSA key.
  public static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey newCurveKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(path.substring(path.lastIndexOf('/') + 1));
      if (!up) {
        send(exchange, 502, Map.of());
        return;
      }
      switch (path) {
        case "/realm/.well-known/openid-configuration" -> send(exchange, 200, described());
        case "/realm/keys" ->
            send(exchange, 200, new JWKSet(List.of(key, curveKey)).toPublicJWKSet().toJSONObject());
        case "/realm/token" -> token(exchange);
        case "/realm/me" -> me(exchange);
        default -> send(exchange, 404, Map.of());
      }
    }
  }

  private Map<String, Object> described() {
    var all = new LinkedHashMap<String, Object>();
    all.put("issuer", issuer());
    all.put("authorization_endpoint", issuer() + "/authorize?kc=1");
    all.put("token_endpoint", issuer() + "/token");
    all.put("jwks_uri", issuer() + "/keys");
    all.put("userinfo_endpoint", issuer() + "/me");
    all.put("end_session_endpoint", issuer() + "/logout");
    all.put("authorization_response_iss_parameter_supported", true);
    all.putAll(description);
    return all;
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (!isClient(exchange, form)) {
      send(exchange, 401, Map.of("error", "invalid_client"));
      return;
    }
    Grant grant = codes.remove(form.getOrDefault("code", ""));
    if (grant == null
        || !form.getOrDefault("grant_type", "").equals("authorization_code")
        || !grant.redirect().equals(form.getOrDefault("redirect_uri", ""))
        || !grant.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
      send(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    var idToken = standard().claim("nonce", grant.nonce());
    claims.forEach(idToken::claim);
    send(
        exchange,
        200,
        Map.of(
            "access_token", "at-1",
            "token_type", "Bearer",
            "id_token", signing.apply(tampering.apply(idToken).build())));
  }

  private static boolean isClient(HttpExchange exchange, Map<String, String> form) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      return SECRET.reveal().equals(form.getOrDefault("client_secret", ""));
    }
    String pair =
        new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    return URLDecoder.decode(pair.substring(pair.indexOf(':') + 1), StandardCharsets.UTF_8)
        .equals(SECRET.reveal());
  }

  private void me(HttpExchange exchange) throws IOException {
    boolean known = "Bearer at-1".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    send(exchange, known ? 200 : 401, known ? userInfo : Map.of());
  }

  private static void send(HttpExchange exchange, int status, Map<String, Object> json)
      throws IOException {
    byte[] bytes = JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> form(String text) {
    var values = new HashMap<String, String>();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
