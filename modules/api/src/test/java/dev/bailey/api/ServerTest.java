package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.api.server.ServerSettings;
import dev.bailey.security.permission.PermissionSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS, redirects, headers and limits, seen from outside.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerTest {
  private static final long BODY_LIMIT = 64 * 1024;

  private TestApi api;

  @BeforeAll
  void start(@TempDir Path home) {
    api =
        new TestApi(
            home,
            new ServerSettings.Limits(
                BODY_LIMIT, BODY_LIMIT, 100, Duration.ofSeconds(20), Duration.ofSeconds(10)));
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/v2/accounts/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n",
        "DELETE /health/live HTTP/1.1\r\nHost: x\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /api/bailey/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"
      })
  void everyAnswerCarriesTheSecurityHeaders(String request) throws IOException {
    List<String> answer = raw(request);

    assertThat(answer.getFirst()).startsWith("HTTP/1.1 ");
    assertThat(answer)
        .anyMatch(line -> line.startsWith("strict-transport-security: max-age=63072000"))
        .anyMatch(line -> line.startsWith("content-security-policy: default-src 'self'"))
        .contains("x-content-type-options: nosniff", "referrer-policy: no-referrer")
        .noneMatch(line -> line.startsWith("server:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void modernTlsIsSpoken(String protocol) throws IOException {
    try (SSLSocket socket = socket(protocol)) {
      socket.startHandshake();

      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
      assertThat(socket.getSession().getCipherSuite()).contains("GCM");
    }
  }

  @Test
  void whoeverFindsAWeaknessLearnsWhomToTell() {
    var answer = api.send(api.request("/.well-known/security.txt").build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.body())
        .startsWith("Contact: mailto:security@example.com\nExpires: ")
        .endsWith("Z\n");
  }

  @Test
  void oldTlsIsRefused() throws IOException {
    try (SSLSocket socket = socket("TLSv1.1")) {
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void cipherBlockChainingIsRefused() throws IOException {
    try (SSLSocket socket = socket("TLSv1.2")) {
      socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"});

      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void thePlainPortRedirectsPagesWithPathAndQuery() throws Exception {
    HttpResponse<String> answer = plain("/runs/7?tab=log", null);

    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(answer.headers().firstValue("location"))
        .contains("https://127.0.0.1:" + api.httpsPort() + "/runs/7?tab=log");
  }

  @Test
  void aRedirectGoesToNoHostOutOfTheRequest() throws IOException {
    List<String> answer =
        rawPlain("GET http://evil.test/a HTTP/1.1\r\nHost: evil.test/..@x\r\n\r\n");

    assertThat(answer)
        .filteredOn(line -> line.startsWith("location:"))
        .allMatch(line -> line.startsWith("location: https://localhost:"));
  }

  @Test
  void aTokenInTheClearIsRevokedAndItsCallRefused() throws Exception {
    String token = api.token(PermissionSet.OWNER);
    assertThat(api.get("/api/v2/accounts/", token).statusCode()).isEqualTo(200);

    HttpResponse<String> answer = plain("/api/v2/accounts/", token);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("revoked");
    assertThat(api.get("/api/v2/accounts/", token).statusCode()).isEqualTo(401);
  }

  @Test
  @Tag("nightly")
  void aBodyBeyondTheLimitIsRefusedThoughItsLengthWasNotAnnounced() {
    String token = api.token(PermissionSet.OWNER);
    var endless = "{\"name\":\"" + "x".repeat((int) BODY_LIMIT) + "\"}";

    HttpResponse<String> answer =
        api.send(
            api.request("/api/v3/accounts/1/projects/")
                .header("Authorization", "Token " + token)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(endless.getBytes(StandardCharsets.UTF_8))))
                .build());

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(api.get("/health/live", token).statusCode()).isEqualTo(200);
  }

  /// Were an unread body held against the window of its HTTP/2 connection, the client could send
  /// nothing more after a mebibyte of them.
  @Test
  void refusedBodiesLeaveTheirConnectionOpenForMore() {
    String token = api.token(PermissionSet.OWNER);
    var unread = "x".repeat((int) BODY_LIMIT);
    for (int i = 0; i < 100; i++) {
      HttpResponse<String> answer =
          api.send(
              api.request("/api/v2/accounts/1/runs/999/cancel/")
                  .header("Authorization", "Token " + token)
                  .timeout(Duration.ofSeconds(20))
                  .POST(HttpRequest.BodyPublishers.ofString(unread))
                  .build());

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void malformedJsonNamesLineAndColumn() {
    HttpResponse<String> answer =
        api.post(
            "/api/v3/accounts/1/projects/", api.token(PermissionSet.OWNER), "{\n  \"name\": }");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(TestApi.json(answer).at("/status/user_message").asText()).contains("line 2, column");
  }

  @Test
  void bodiesThatAreNoJsonAreRefused() {
    HttpResponse<String> answer =
        api.send(
            api.request("/api/bailey/v1/session")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"login\":\"a\",\"password\":\"b\"}"))
                .build());

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  private HttpResponse<String> plain(String path, @org.jspecify.annotations.Nullable String token)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.httpPort() + path));
    if (token != null) {
      request.header("Authorization", "Token " + token);
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private SSLSocket socket(String protocol) throws IOException {
    var socket =
        (SSLSocket) api.trust().getSocketFactory().createSocket("127.0.0.1", api.httpsPort());
    socket.setEnabledProtocols(new String[] {protocol});
    return socket;
  }

  private List<String> raw(String request) throws IOException {
    try (SSLSocket socket = socket("TLSv1.3")) {
      return exchange(socket, request);
    }
  }

  private List<String> rawPlain(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.httpPort())) {
      return exchange(socket, request);
    }
  }

  /// The lines of an answer's head; the names of headers in lower case.
  private static List<String> exchange(Socket socket, String request) throws IOException {
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    var reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    var lines = new ArrayList<String>();
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      int colon = line.startsWith("HTTP/") ? 0 : Math.max(0, line.indexOf(':'));
      lines.add(line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon));
    }
    return lines;
  }
}
