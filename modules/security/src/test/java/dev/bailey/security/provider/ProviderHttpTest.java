package dev.bailey.security.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.bailey.registry.Destination;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.security.TestAuthority;
import dev.bailey.security.TestAuthority.Kind;
import dev.bailey.security.provider.ProviderException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How providers are asked, by servers that do it right and wrong.
final class ProviderHttpTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final TestAuthority authority = authority();
  private HttpsServer server = start(Kind.GOOD);

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatAServerSaysIsRead() {
    ProviderHttp.Reply reply = http().get(at("/good"), Map.of("X-Asked", "yes"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("good yes");
  }

  @Test
  void aFormIsSentAsForms() {
    assertThat(http().post(at("/form"), Map.of(), Map.of("a b", "c&d=é")).body())
        .isEqualTo("a+b=c%26d%3D%C3%A9");
  }

  @ParameterizedTest
  @EnumSource(names = "GOOD", mode = EnumSource.Mode.EXCLUDE)
  void aServerThatCannotProveItsNameIsToldNothing(Kind kind) {
    server.stop(0);
    server = start(kind);

    assertUnavailable("/good");
    assertThat(asked).isEmpty();
  }

  @Test
  void anAuthorityThatNobodyNamedIsNotTrusted() {
    var http = new ProviderHttp(this::loopback, TrustedSockets.trusting(""), Duration.ofSeconds(5));

    var refusal =
        catchThrowableOfType(ProviderException.class, () -> http.get(at("/good"), Map.of()));
    assertThat(refusal.getMessage())
        .contains("is not trusted", "name the authority in oidc_authorities");
  }

  @Test
  void aRedirectIsNotFollowed() {
    assertThat(http().get(at("/elsewhere"), Map.of()).status()).isEqualTo(302);
    assertThat(asked).containsExactly("/elsewhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/endless", "/short"})
  void whatIsTooMuchOrTooLittleIsRefused(String path) {
    assertUnavailable(path);
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void aServerThatDripsIsLeft() {
    var patient = new ProviderHttp(this::loopback, trusted(), Duration.ofMillis(500));

    assertThat(
            catchThrowableOfType(ProviderException.class, () -> patient.get(at("/drip"), Map.of())))
        .isNotNull();
  }

  @Test
  void whatTheGateRefusesIsNotAsked() {
    var http =
        new ProviderHttp(
            _ -> {
              throw ProviderException.unavailable("no rule allows it");
            },
            trusted(),
            Duration.ofSeconds(5));

    var refusal =
        catchThrowableOfType(ProviderException.class, () -> http.get(at("/good"), Map.of()));
    assertThat(refusal.getMessage()).contains("no rule allows it");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost/", "file:///etc/passwd", "https:opaque", "jar:x"})
  void onlyHttpsIsSpoken(String address) {
    var refusal =
        catchThrowableOfType(
            ProviderException.class, () -> http().get(URI.create(address), Map.of()));
    assertThat(refusal.getMessage()).contains("no https address");
  }

  private void assertUnavailable(String path) {
    var refusal =
        catchThrowableOfType(ProviderException.class, () -> http().get(at(path), Map.of()));
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  private ProviderHttp http() {
    return new ProviderHttp(this::loopback, trusted(), Duration.ofSeconds(5));
  }

  private InetSocketAddress loopback(Destination place) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), place.port());
  }

  private TrustedSockets trusted() {
    return TrustedSockets.trusting(authority.pem());
  }

  private URI at(String path) {
    return URI.create("https://localhost:" + server.getAddress().getPort() + path);
  }

  private static TestAuthority authority() {
    try {
      return new TestAuthority();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpsServer start(Kind kind) {
    try {
      var started =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
      started.setHttpsConfigurator(
          new HttpsConfigurator(authority.identity(kind).createSSLContext()));
      started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      serve(started);
      started.start();
      return started;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(HttpServer started) {
    started.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
              case "/good" ->
                  send(exchange, "good " + exchange.getRequestHeaders().getFirst("X-Asked"));
              case "/form" ->
                  send(
                      exchange,
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
              case "/elsewhere" -> redirect(exchange);
              case "/endless" -> endless(exchange);
              case "/drip" -> drip(exchange);
              default -> cutShort(exchange);
            }
          }
        });
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    exchange.sendResponseHeaders(200, text.length());
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "/good");
    exchange.sendResponseHeaders(302, -1);
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    for (int i = 0; i < 2_000; i++) {
      exchange.getResponseBody().write(new byte[1024]);
    }
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    for (int i = 0; i < 200; i++) {
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static void cutShort(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write('x');
  }
}
