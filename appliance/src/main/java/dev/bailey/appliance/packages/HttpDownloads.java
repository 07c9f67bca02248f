package dev.bailey.appliance.packages;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.deps.DepsException;
import dev.bailey.engine.deps.Downloads;
import dev.bailey.registry.tls.TlsRefusal;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.warehouse.egress.EgressPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;

/// Downloads over HTTPS to hosts that the egress policy admits, at the very address that it names:
/// that is why this is the JDK's older client, whose sockets can be chosen (docs/decisions/0302).
///
/// What fails in a way that may pass is tried again, as often as in dbt.
public final class HttpDownloads implements Downloads {
  private static final String AUTHORITIES =
      "git_authorities (for `bailey dbt`: REQUESTS_CA_BUNDLE)";
  private static final int TRIES = 6;
  private static final int REDIRECTS = 5;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 30_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int HTTPS_PORT = 443;
  private static final int TOO_MANY_REQUESTS = 429;

  private final EgressPolicy egress;
  private final TrustedSockets sockets;
  private final boolean speaksPlainHttp;
  private final Duration pause;

  /// @param speaksPlainHttp whether addresses without TLS will do
  /// @param pause between two tries
  public HttpDownloads(
      EgressPolicy egress, TrustedSockets sockets, boolean speaksPlainHttp, Duration pause) {
    this.egress = egress;
    this.sockets = sockets;
    this.speaksPlainHttp = speaksPlainHttp;
    this.pause = pause;
  }

  @Override
  public byte[] get(URI address, long most) {
    String why = "";
    for (int tries = 0; tries < TRIES; tries++) {
      if (tries > 0) {
        rest();
      }
      try {
        return once(address, most);
      } catch (Passing e) {
        why = e.getMessage();
      }
    }
    throw new DepsException(
        "External connection exception occurred: %s, %d times in a row. Is the host up, and is the way there open?"
            .formatted(why, TRIES));
  }

  private void rest() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DepsException("Stopped while packages were downloaded.", e);
    }
  }

  private byte[] once(URI first, long most) throws Passing {
    URI address = first;
    for (int hops = 0; hops <= REDIRECTS; hops++) {
      HttpURLConnection connection = open(address);
      try {
        Optional<URI> next = redirect(connection, address);
        if (next.isEmpty()) {
          return body(connection, address, most);
        }
        address = next.get();
      } catch (IOException e) {
        throw failed(address, e);
      } finally {
        connection.disconnect();
      }
    }
    throw new DepsException(host(first) + " redirects in circles.");
  }

  private HttpURLConnection open(URI address) {
    try {
      check(address);
      HttpURLConnection connection =
          (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
      if (connection instanceof HttpsURLConnection tls) {
        int port = address.getPort() < 0 ? HTTPS_PORT : address.getPort();
        tls.setSSLSocketFactory(sockets.to(egress.admit(address.getHost(), port)));
      }
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      connection.setRequestProperty("Accept-Encoding", "identity");
      connection.setRequestProperty("User-Agent", "bailey-dbt-deps");
      return connection;
    } catch (WarehouseException e) {
      throw new DepsException(
          "Packages cannot be downloaded from %s. %s%s"
              .formatted(host(address), e.getMessage(), Egress.remedy(e)),
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new DepsException("'%s' is no URL to download from".formatted(shown(address)), e);
    }
  }

  private void check(URI address) {
    boolean known =
        "https".equalsIgnoreCase(address.getScheme())
            || (speaksPlainHttp && "http".equalsIgnoreCase(address.getScheme()));
    if (!known || address.getHost() == null) {
      throw new DepsException(
          "Packages are downloaded over HTTPS%s only, not from '%s'."
              .formatted(speaksPlainHttp ? " or HTTP" : "", shown(address)));
    }
  }

  /// Where the answer leads; empty when it is the answer.
  private Optional<URI> redirect(HttpURLConnection connection, URI from)
      throws IOException, Passing {
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_OK) {
      return Optional.empty();
    }
    String place = connection.getHeaderField("Location");
    if (status / 100 == 3 && place != null) {
      URI next = resolved(from, place);
      if ("https".equalsIgnoreCase(from.getScheme())
          && !"https".equalsIgnoreCase(next.getScheme())) {
        throw new DepsException(
            host(from) + " redirects to an address without TLS, which is refused.");
      }
      return Optional.of(next);
    }
    String answer = "%s answered %d for %s".formatted(host(from), status, from.getPath());
    if (status / 100 == 5 || status == TOO_MANY_REQUESTS) {
      throw new Passing(answer);
    }
    throw new DepsException("External connection exception occurred: " + answer);
  }

  private static URI resolved(URI from, String place) {
    try {
      return from.resolve(place);
    } catch (IllegalArgumentException e) {
      throw new DepsException(host(from) + " redirects to what is no URL", e);
    }
  }

  private static byte[] body(HttpURLConnection connection, URI address, long most)
      throws IOException {
    long end = System.nanoTime() + LONGEST.toNanos();
    var bytes = new java.io.ByteArrayOutputStream();
    try (InputStream in = connection.getInputStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > most) {
          throw new DepsException.TooLarge(
              "%s sends more than the %d bytes that are allowed for %s."
                  .formatted(host(address), most, address.getPath()));
        }
        if (System.nanoTime() - end > 0) {
          throw new DepsException(host(address) + " takes too long to send " + address.getPath());
        }
      }
    }
    long promised = connection.getContentLengthLong();
    if (promised >= 0 && bytes.size() != promised) {
      throw new IOException("the answer ends too early");
    }
    return bytes.toByteArray();
  }

  /// A server that is not trusted will not be a moment later; of other failures there is hope.
  private static Passing failed(URI address, IOException e) {
    var refusal = TlsRefusal.of(e, AUTHORITIES);
    if (refusal.isPresent()) {
      throw new DepsException(refusal.get().of(host(address)), e);
    }
    String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new Passing("%s: %s".formatted(host(address), words));
  }

  private static String host(URI address) {
    return address.getPort() < 0
        ? String.valueOf(address.getHost())
        : address.getHost() + ":" + address.getPort();
  }

  /// Without what may be secret.
  private static String shown(URI address) {
    return "%s://%s%s".formatted(address.getScheme(), host(address), address.getPath());
  }

  /// A failure that may not be one a moment later.
  private static final class Passing extends Exception {
    private static final long serialVersionUID = 1;

    Passing(String message) {
      super(message);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
