package dev.bailey.appliance.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.testkit.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A client of a running appliance that trusts its certificate and no other.
final class Client implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int FIRST_ENDED_CODE = 10;

  private final String base;
  private final int port;
  private final SSLContext trust;
  private final HttpClient http;
  private Map<String, String> proof = Map.of();
  private Optional<String> token = Optional.empty();

  Client(int port, X509Certificate certificate) {
    this.base = "https://127.0.0.1:" + port;
    this.port = port;
    this.trust = Trust.only(certificate);
    this.http = HttpClient.newBuilder().sslContext(trust).build();
  }

  int port() {
    return port;
  }

  String base() {
    return base;
  }

  String token() {
    return token.orElseThrow();
  }

  /// Signs in with the one-time password, chooses another, and takes a token.
  void signInFirst(String login, String oneTime, String password) {
    HttpResponse<String> first =
        exchange(
            "POST",
            "/api/bailey/v1/session",
            JSON.createObjectNode().put("login", login).put("password", oneTime));
    proof = proofOf(first);
    HttpResponse<String> second =
        exchange(
            "PUT",
            "/api/bailey/v1/password",
            JSON.createObjectNode().put("current_password", oneTime).put("new_password", password));
    proof = proofOf(second);
    token =
        Optional.of(
            call("POST", "/api/bailey/v1/tokens", object().put("name", "test"))
                .path("token")
                .asText());
  }

  void use(String known) {
    token = Optional.of(known);
  }

  private static Map<String, String> proofOf(HttpResponse<String> response) {
    String cookie = response.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
    return Map.of("Cookie", cookie, "X-CSRF-Token", tree(response).path("csrf_token").asText());
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode get(String path) {
    return call("GET", path, object());
  }

  /// Calls, and expects to be let through.
  JsonNode call(String method, String path, ObjectNode body) {
    HttpResponse<String> response = exchange(method, path, body);
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
    }
    return tree(response);
  }

  /// A connection for saying what no well-behaved client would.
  SSLSocket socket() throws IOException {
    return (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", port);
  }

  /// A request that proves who calls.
  HttpRequest.Builder request(String path) {
    var request = anonymous(path);
    if (token.isPresent()) {
      request.header("Authorization", "Token " + token.get());
    } else {
      proof.forEach(request::header);
    }
    return request;
  }

  /// A request that says nothing about who calls.
  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
  }

  HttpResponse<String> exchange(String method, String path, ObjectNode body) {
    var request = request(path);
    if (method.equals("GET")) {
      request.GET();
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    return send(request);
  }

  /// The lines of an answer, as they come.
  Stream<String> lines(String path) {
    return send(request(path), HttpResponse.BodyHandlers.ofLines()).body();
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> reading) {
    try {
      return http.send(request.build(), reading);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode tree(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts a job.
  long run(long job) {
    return call("POST", "/api/v2/accounts/1/jobs/" + job + "/run/", object().put("cause", "a test"))
        .at("/data/id")
        .asLong();
  }

  /// The run once it has ended, steps and logs included.
  JsonNode ended(long run) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      // The event stream closes when the run ends: waiting for it is waiting for the run.
      exchange("GET", "/api/bailey/v1/runs/" + run + "/events", object());
      JsonNode data =
          get("/api/v2/accounts/1/runs/" + run + "/?include_related=run_steps").path("data");
      if (data.path("status").asInt() >= FIRST_ENDED_CODE) {
        return data;
      }
    }
    throw new AssertionError("run " + run + " did not end within " + PATIENCE);
  }

  @Override
  public void close() {
    http.close();
  }
}
