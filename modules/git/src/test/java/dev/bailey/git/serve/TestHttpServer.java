package dev.bailey.git.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bailey.git.GitException;
import dev.bailey.git.Home;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/// Mounts [GitHttp] on the JDK's web server: `/git/shop.git`, user `ann` or `bob`, password
/// `token`.
public final class TestHttpServer implements AutoCloseable {
  private final HttpServer server;
  private final GitHttp git;

  public TestHttpServer(GitHttp git) throws IOException {
    this.git = git;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/git/shop.git/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /// The repository's URL for a user.
  public String url(String user) {
    return "http://%s:token@127.0.0.1:%d/git/shop.git"
        .formatted(user, server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      var user = user(exchange);
      if (user.isEmpty()) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      boolean advertise = exchange.getRequestMethod().equals("GET");
      var request = request(exchange, user.get(), advertise);
      git.admit(request);
      var type = advertise ? request.service().advertisementType() : request.service().resultType();
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      exchange.sendResponseHeaders(200, 0);
      if (advertise) {
        git.advertise(request, exchange.getResponseBody());
      } else {
        git.serve(request, body(exchange), exchange.getResponseBody());
      }
    } catch (GitException e) {
      exchange.sendResponseHeaders(e.code() == GitException.Code.NOT_FOUND ? 404 : 403, -1);
    }
  }

  private static GitRequest request(HttpExchange exchange, GitUser user, boolean advertise) {
    var uri = exchange.getRequestURI();
    String service =
        advertise
            ? uri.getQuery().replace("service=", "")
            : uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    return new GitRequest(
        user,
        Home.PROJECT,
        GitService.named(service).orElseThrow(),
        protocol == null ? "" : protocol,
        exchange.getRemoteAddress().toString());
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(exchange.getRequestBody())
        : exchange.getRequestBody();
  }

  private static Optional<GitUser> user(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      return Optional.empty();
    }
    String[] parts =
        new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8)
            .split(":");
    return parts[1].equals("token")
        ? Optional.of(parts[0].equals("ann") ? OpenDoor.ANN : OpenDoor.BOB)
        : Optional.empty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
