package dev.bailey.warehouse.trino;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// Speaks Trino's protocol as a test wants it, mostly as no good server would: the answers are
/// given one after another, and what was asked is remembered.
final class FakeTrino implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /// @param body `$NEXT` stands for an address of this server
  record Answer(int status, String body, Map<String, String> headers) {}

  record Asked(String method, String path, Map<String, List<String>> headers, String body) {}

  FakeTrino() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void answers(String body) {
    answers(200, body, Map.of());
  }

  void answers(int status, String body, Map<String, String> headers) {
    answers.add(new Answer(status, body, headers));
  }

  /// What was asked, apart from the server's version.
  List<Asked> asked() {
    return asked.stream().filter(one -> !one.path().startsWith("/v1/info")).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      asked.add(
          new Asked(
              exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body));
      if (path.startsWith("/v1/info") || exchange.getRequestMethod().equals("DELETE")) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      Answer next = answers.take();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      next.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] bytes =
          next.body()
              .replace("$NEXT", "http://127.0.0.1:" + port() + "/v1/statement/executing/q1/next")
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(next.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
