package dev.bailey.warehouse.trino;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.warehouse.dispatch.RowBudget;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.Password;
import dev.bailey.warehouse.settings.TrinoSettings;
import dev.bailey.warehouse.settings.TrinoSettings.Login;
import dev.bailey.warehouse.tls.Pem;
import io.trino.jdbc.$internal.client.OkHttpUtil;
import io.trino.jdbc.$internal.okhttp3.ConnectionSpec;
import io.trino.jdbc.$internal.okhttp3.Dispatcher;
import io.trino.jdbc.$internal.okhttp3.HttpUrl;
import io.trino.jdbc.$internal.okhttp3.Interceptor;
import io.trino.jdbc.$internal.okhttp3.OkHttpClient;
import io.trino.jdbc.$internal.okhttp3.Request;
import io.trino.jdbc.$internal.okhttp3.Response;
import io.trino.jdbc.$internal.okhttp3.ResponseBody;
import io.trino.jdbc.$internal.okio.Buffer;
import io.trino.jdbc.$internal.okio.ForwardingSource;
import io.trino.jdbc.$internal.okio.Okio;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The way over HTTP to one server, and to nowhere else: a server's answers name the place of the
/// next page, and one that names another host is not followed. Connections go to the address that
/// the egress policy admits at that moment.
final class TrinoHttp implements AutoCloseable {
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  /// The server holds a request back for a second when it has no news.
  private static final Duration ANSWERING = Duration.ofSeconds(60);

  private final TrinoSettings settings;
  private final EgressPolicy egress;
  private final HttpUrl origin;
  private final OkHttpClient client;
  private final long pageBytes;

  /// @param pageBytes how large one answer may be
  TrinoHttp(TrinoSettings settings, EgressPolicy egress, long pageBytes) {
    this.settings = settings;
    this.egress = egress;
    this.pageBytes = pageBytes;
    this.origin =
        new HttpUrl.Builder()
            .scheme(settings.login().isEncrypted() ? "https" : "http")
            .host(settings.host())
            .port(settings.port())
            .build();
    this.client = connected();
  }

  private OkHttpClient connected() {
    var builder =
        new OkHttpClient.Builder()
            .dispatcher(new Dispatcher(Executors.newVirtualThreadPerTaskExecutor()))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(CONNECTING)
            .readTimeout(ANSWERING)
            .writeTimeout(ANSWERING)
            .dns(_ -> List.of(egress.admit(settings.host(), settings.port()).getAddress()));
    switch (settings.login()) {
      case Login.Unchecked _, Login.ByCertificate _ -> {}
      case Login.ByPassword(String name, Password password, _) ->
          builder.addInterceptor(OkHttpUtil.basicAuth(name, password.reveal()));
      case Login.ByToken(Password token, _) ->
          builder.addInterceptor(OkHttpUtil.tokenAuth(token.reveal()));
    }
    if (settings.login().isEncrypted()) {
      encrypt(builder);
    }
    return builder.build();
  }

  private void encrypt(OkHttpClient.Builder builder) {
    try {
      X509TrustManager trust = Pem.trust(settings.authorities());
      builder
          .sslSocketFactory(TrustedSockets.of(trust, keys()).named(), trust)
          .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS));
    } catch (GeneralSecurityException | IOException e) {
      throw new WarehouseException(
          Kind.REFUSED, "cannot use the certificates of this connection: " + e.getMessage(), e);
    }
  }

  private KeyManager @Nullable [] keys() throws GeneralSecurityException, IOException {
    return settings.login() instanceof Login.ByCertificate(String certificate, Password key, _)
        ? Pem.keys(Optional.of(certificate), Optional.of(key.reveal()))
        : null;
  }

  /// For the requests of one statement.
  ///
  /// @param refusals hears what we refuse. Whoever hears of it ends the statement, because Trino's
  ///   client tries again whatever fails
  OkHttpClient client(Consumer<WarehouseException> refusals) {
    return client.newBuilder().addInterceptor(chain -> answer(chain, refusals)).build();
  }

  private Response answer(Interceptor.Chain chain, Consumer<WarehouseException> refusals)
      throws IOException {
    HttpUrl url = chain.request().url();
    boolean here =
        url.scheme().equals(origin.scheme())
            && url.host().equals(origin.host())
            && url.port() == origin.port();
    if (!here) {
      throw refused(
          new WarehouseException(
              Kind.FORBIDDEN,
              "The server at %s:%d sends its clients on to %s:%d, which is not followed."
                  .formatted(origin.host(), origin.port(), url.host(), url.port())),
          refusals);
    }
    Response response = chain.proceed(chain.request());
    return response.newBuilder().body(new Bounded(response.body(), pageBytes, refusals)).build();
  }

  private static WarehouseException refused(
      WarehouseException why, Consumer<WarehouseException> refusals) {
    refusals.accept(why);
    return why;
  }

  /// An answer of which only so many bytes may come, whatever it was compressed to.
  private static final class Bounded extends ResponseBody {
    private final ResponseBody body;
    private final io.trino.jdbc.$internal.okio.BufferedSource source;

    Bounded(ResponseBody body, long bytes, Consumer<WarehouseException> refusals) {
      this.body = body;
      this.source =
          Okio.buffer(
              new ForwardingSource(body.source()) {
                private long left = bytes;

                @Override
                public long read(Buffer sink, long count) throws IOException {
                  long read = super.read(sink, count);
                  left -= Math.max(read, 0);
                  if (left < 0) {
                    throw refused(RowBudget.tooLarge(bytes), refusals);
                  }
                  return read;
                }
              });
    }

    @Override
    public io.trino.jdbc.$internal.okhttp3.@Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public io.trino.jdbc.$internal.okio.BufferedSource source() {
      return source;
    }
  }

  /// Where statements are sent.
  URI server() {
    return origin.uri();
  }

  /// Makes sure that the server is there: asks for its version, which needs no login. Any answer
  /// will do.
  void reach() throws IOException {
    egress.admit(settings.host(), settings.port());
    HttpUrl info = origin.newBuilder().addPathSegments("v1/info").build();
    client
        .newBuilder()
        .callTimeout(CONNECTING)
        .build()
        .newCall(new Request.Builder().url(info).build())
        .execute()
        .close();
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
