package dev.bailey.api.server;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Answering;
import dev.bailey.api.http.Head;
import dev.bailey.api.http.Query;
import dev.bailey.api.server.ServerSettings.PublicName;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http2.Http2Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The web server: HTTPS for everything, and a plain port that only redirects.
///
/// Helidon carries the bytes; which route answers is decided by [Answering]. Every request has a
/// virtual thread of its own.
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final String PLAIN = "plain";
  private static final long MARGIN = 1 << 20;
  private static final int MAX_HEADERS = 16 * 1024;

  /// So much of a body that nobody read is read away, to keep the connection.
  private static final long LITTLE = 64 * 1024;

  private final WebServer server;

  private ApiServer(WebServer server) {
    this.server = server;
  }

  /// Starts to listen on both ports.
  ///
  /// @throws ServerException when a port cannot be had
  public static ApiServer start(
      ServerSettings settings, ServerIdentity identity, Answering answering) {
    var builder = WebServer.builder();
    configure(builder, settings, settings.httpsPort(), answering);
    builder
        .tls(ServerTls.of(identity))
        .routing(
            HttpRouting.builder().any((request, response) -> serve(answering, request, response)));
    var holder = new Ports();
    builder.putSocket(PLAIN, plain(settings, holder, answering));
    var server = builder.build();
    server.start();
    // Helidon logs why, and returns.
    if (!server.isRunning()) {
      throw unheard(settings);
    }
    holder.https = settings.publicName().map(PublicName::port).orElseGet(server::port);
    return new ApiServer(server);
  }

  private static ServerException unheard(ServerSettings settings) {
    String ports =
        settings.httpsPort() == settings.httpPort()
            ? "port %d".formatted(settings.httpsPort())
            : IntStream.of(settings.httpsPort(), settings.httpPort())
                .filter(port -> !free(settings.host(), port))
                .mapToObj(port -> "port " + port)
                .collect(Collectors.joining(" and "));
    return new ServerException(
        ("cannot listen on %s of %s: something else listens there, or the address is not this"
                + " machine's. Set host, https_port and http_port in bailey.yaml")
            .formatted(ports, settings.host()));
  }

  private static boolean free(String host, int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// The port for everything.
  public int httpsPort() {
    return server.port();
  }

  /// The port that only redirects.
  public int httpPort() {
    return server.port(PLAIN);
  }

  @Override
  public void close() {
    server.stop();
  }

  /// Known once the server listens, when the port was left to the system.
  private static final class Ports {
    private volatile int https;
  }

  private static void configure(
      ListenerConfig.BuilderBase<?, ?> listener,
      ServerSettings settings,
      int port,
      Answering answering) {
    ServerSettings.Limits limits = settings.limits();
    listener
        .host(settings.host())
        .port(port)
        // Ours is the first to refuse, with an answer in the API's own words.
        .maxPayloadSize(Math.max(limits.bodyBytes(), limits.gitBodyBytes()) + MARGIN)
        .maxTcpConnections(limits.connections())
        .idleConnectionTimeout(limits.idle())
        .connectionOptions(SocketOptions.builder().readTimeout(limits.read()).build())
        .protocolsDiscoverServices(false)
        .addConnectionSelector(
            new BoundedHttp1(
                Http1Config.builder()
                    .maxPrologueLength(MAX_HEADERS)
                    .maxHeadersSize(MAX_HEADERS)
                    .build()))
        .addProtocol(
            Http2Config.builder().maxHeaderListSize(MAX_HEADERS).sendErrorDetails(false).build())
        .directHandlers(directHandlers(answering));
  }

  private static ListenerConfig plain(ServerSettings settings, Ports ports, Answering answering) {
    var builder = ListenerConfig.builder();
    configure(builder, settings, settings.httpPort(), answering);
    return builder
        .routing(
            HttpRouting.builder()
                .any(
                    (request, response) -> redirect(settings, ports, answering, request, response)))
        .build();
  }

  /// A page moves to HTTPS, to the configured name and never to one out of the path.
  private static void redirect(
      ServerSettings settings,
      Ports ports,
      Answering answering,
      ServerRequest request,
      ServerResponse response) {
    String path = request.path().rawPath();
    if (request.headers().contains(HeaderNames.AUTHORIZATION) || path.startsWith("/api/")) {
      send(answering.exposed(head(request)), request, response);
      return;
    }
    addAll(response, SecurityHeaders.ALL);
    String host = settings.publicName().map(PublicName::host).orElseGet(() -> hostOf(request));
    String query = request.query().rawValue();
    String port = ports.https == 443 ? "" : ":" + ports.https;
    response.status(Status.PERMANENT_REDIRECT_308);
    response
        .headers()
        .set(
            HeaderNames.LOCATION,
            "https://"
                + host
                + port
                + (path.startsWith("/") ? path : "/")
                + (query.isEmpty() ? "" : "?" + query));
    response.send();
  }

  /// The name that the caller used, when it is one; a header may hold anything.
  private static String hostOf(ServerRequest request) {
    String host = request.headers().first(HeaderNames.HOST).orElse("localhost");
    String name = host.replaceFirst(":[0-9]*$", "");
    return name.matches("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]") ? name : "localhost";
  }

  private static void serve(Answering answering, ServerRequest request, ServerResponse response) {
    InputStream body = body(request);
    Answer answer = answering.answer(head(request), body);
    if (leavesMuchUnread(answer, request)) {
      response.headers().set(HeaderValues.CONNECTION_CLOSE);
    }
    send(answer, request, response);
    if (isHttp2(request)) {
      readAway(body);
    }
  }

  /// What nobody reads of a body that has arrived whole stays held against the window of its HTTP/2
  /// connection, and Helidon reads away only the rest of those that have not; after a mebibyte of
  /// it the client could send nothing more.
  private static void readAway(InputStream body) {
    try {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | UncheckedIOException | RequestException e) {
      // The stream is closed, as it should be after its answer, or holds more than the limit.
      LOG.trace("The rest of a body was not read: {}", e.getMessage());
    }
  }

  private static boolean isHttp2(ServerRequest request) {
    return request.prologue().protocolVersion().startsWith("2");
  }

  private static void send(Answer answer, ServerRequest request, ServerResponse response) {
    response.status(answer.status());
    addAll(response, SecurityHeaders.ALL);
    if (!answer.contentType().isEmpty()) {
      response.headers().set(HeaderNames.CONTENT_TYPE, answer.contentType());
    }
    addAll(response, answer.headers());
    send(answer.body(), request, response);
  }

  private static void send(Answer.Body body, ServerRequest request, ServerResponse response) {
    switch (body) {
      case Answer.Body.Whole whole -> response.send(whole.bytes());
      case Answer.Body.Streamed(Answer.Stream stream) -> {
        try (OutputStream out = response.outputStream()) {
          stream.writeTo(out);
        } catch (IOException | UncheckedIOException e) {
          LOG.debug("{} went away during an answer", request.remotePeer().host());
        }
      }
    }
  }

  /// Whoever is refused early may still be sending, and the next request of an HTTP/1.1 connection
  /// comes only after all of it: it is cheaper for both to end the connection. In HTTP/2 the client
  /// stops by itself.
  private static boolean leavesMuchUnread(Answer answer, ServerRequest request) {
    return answer.body() instanceof Answer.Body.Whole
        && !isHttp2(request)
        && request.content().hasEntity()
        && !request.content().consumed()
        && request.headers().contentLength().orElse(Long.MAX_VALUE) > LITTLE;
  }

  private static void addAll(ServerResponse response, List<Map.Entry<String, String>> headers) {
    headers.forEach(
        header -> response.headers().add(HeaderNames.create(header.getKey()), header.getValue()));
  }

  private static Head head(ServerRequest request) {
    var headers = new LinkedHashMap<String, List<String>>();
    for (Header header : request.headers()) {
      headers.put(header.name().toLowerCase(Locale.ROOT), header.allValues());
    }
    var query = new LinkedHashMap<String, List<String>>();
    for (String name : request.query().names()) {
      query.put(name, new ArrayList<>(request.query().all(name)));
    }
    return new Head(
        request.prologue().method().text(),
        request.path().path(),
        new Query(query),
        headers,
        request.remotePeer().host());
  }

  private static InputStream body(ServerRequest request) {
    return request.content().hasEntity()
        ? request.content().inputStream()
        : InputStream.nullInputStream();
  }

  /// Answers that Helidon makes before any routing: they carry the same headers as all others, and
  /// the words of the API that the path belongs to.
  private static DirectHandlers directHandlers(Answering answering) {
    var builder = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      builder.addHandler(
          type,
          (request, eventType, status, headers, message) -> {
            var response =
                DirectHandler.TransportResponse.builder().status(status).keepAlive(false);
            SecurityHeaders.ALL.forEach(
                header -> response.header(HeaderNames.create(header.getKey()), header.getValue()));
            Answer answer = answering.unreadable(request.path(), status.code(), why(status));
            response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
            if (answer.body() instanceof Answer.Body.Whole whole) {
              response.entity(whole.bytes());
            }
            return response.build();
          });
    }
    return builder.build();
  }

  private static String why(Status status) {
    return switch (status.code()) {
      case 400 ->
          "this is no HTTP request that can be read: its first line, a header or a chunk is"
              + " malformed, or its headers have more than %d bytes".formatted(MAX_HEADERS);
      case 413 -> "the body is larger than this server takes";
      case 414 -> "the address has more than %d bytes".formatted(MAX_HEADERS);
      case 505 -> "call with HTTP/1.1 or HTTP/2";
      default -> status.reasonPhrase();
    };
  }
}
