package dev.bailey.security.provider;

import dev.bailey.registry.Destination;
import dev.bailey.registry.tls.TlsRefusal;
import dev.bailey.registry.tls.TrustedSockets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;

/// Asks providers over HTTPS: at the address that the gate names, with a certificate that is the
/// host's, without following redirects, and with a bound on how much they say and how long they
/// take.
///
/// The JDK's older client, since its sockets can be chosen (docs/decisions/0302).
public final class ProviderHttp {
  private static final int HTTPS_PORT = 443;
  private static final int MOST_BYTES = 1 << 20;

  private final Gate gate;
  private final TrustedSockets sockets;
  private final Duration longest;

  /// @param longest time that one question may take
  public ProviderHttp(Gate gate, TrustedSockets sockets, Duration longest) {
    this.gate = gate;
    this.sockets = sockets;
    this.longest = longest;
  }

  /// What came back.
  public record Reply(int status, String contentType, String body) {}

  /// Asks.
  ///
  /// @throws ProviderException UNAVAILABLE
  public Reply get(URI address, Map<String, String> headers) {
    return ask(address, headers, Optional.empty());
  }

  /// Sends a form.
  ///
  /// @throws ProviderException UNAVAILABLE
  public Reply post(URI address, Map<String, String> headers, Map<String, String> form) {
    return ask(address, headers, Optional.of(encoded(form)));
  }

  /// Parameters as a form and a query write them.
  public static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// One value of them.
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Reply ask(URI address, Map<String, String> headers, Optional<String> form) {
    try {
      HttpURLConnection connection = open(address);
      headers.forEach(connection::setRequestProperty);
      try (var _ = new Deadline(connection, longest)) {
        if (form.isPresent()) {
          send(connection, form.get());
        }
        int status = connection.getResponseCode();
        return new Reply(
            status,
            Optional.ofNullable(connection.getContentType()).orElse(""),
            body(connection, status));
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw failed(address, e);
    }
  }

  private HttpURLConnection open(URI address) throws IOException {
    if (!"https".equals(address.getScheme()) || address.getHost() == null) {
      throw ProviderException.unavailable("'%s' is no https address".formatted(address));
    }
    int port = address.getPort() < 0 ? HTTPS_PORT : address.getPort();
    var place = gate.admit(new Destination(address.getHost(), port));
    var connection = (HttpsURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
    connection.setSSLSocketFactory(sockets.to(place));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout((int) longest.toMillis());
    connection.setReadTimeout((int) longest.toMillis());
    connection.setRequestProperty("Accept", "application/json, application/jwk-set+json");
    connection.setRequestProperty("Accept-Encoding", "identity");
    connection.setRequestProperty("User-Agent", "bailey");
    return connection;
  }

  private static void send(HttpURLConnection connection, String form) throws IOException {
    byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(bytes.length);
    connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(bytes);
    }
  }

  private static String body(HttpURLConnection connection, int status) throws IOException {
    try (InputStream in =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      if (in == null) {
        return "";
      }
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it says more than " + MOST_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static ProviderException failed(URI address, IOException cause) {
    String host = address.getHost();
    var failure =
        ProviderException.unavailable(
            TlsRefusal.of(cause, "oidc_authorities")
                .map(refusal -> refusal.of(host))
                .orElse(host + ": it does not answer as it should"));
    failure.initCause(cause);
    return failure;
  }

  /// Cuts a connection off that takes too long as a whole, however steadily it drips.
  private static final class Deadline implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);

    Deadline(HttpURLConnection connection, Duration longest) {
      Thread.ofVirtual()
          .name("identity provider deadline")
          .start(() -> {
            try {
              if (!over.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                connection.disconnect();
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }

    @Override
    public void close() {
      over.countDown();
    }
  }
}
