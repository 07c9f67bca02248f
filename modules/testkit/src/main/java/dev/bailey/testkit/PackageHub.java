package dev.bailey.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A package hub on a free port of this machine, with the addresses and answers of hub.getdbt.com,
/// over HTTP or HTTPS. What it serves can be published and changed while it runs.
public final class PackageHub implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path directory;
  private final GitClient client;
  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final Map<String, String> moved = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> versions = new LinkedHashMap<>();
  private final Map<String, String> redirects = new HashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private PackageHub(Path directory, GitClient client, HttpServer server) {
    this.directory = directory;
    this.client = client;
    this.server = server;
    server.createContext("/", this::answer);
    server.setExecutor(workers);
    server.start();
    index();
  }

  /// Over HTTP.
  ///
  /// @param directory for what it makes
  public static PackageHub http(Path directory, GitClient client) {
    try {
      return new PackageHub(directory, client, HttpServer.create(anyPort(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Over HTTPS as `localhost`; [#authority] signed its certificate.
  public static PackageHub https(Path directory, GitClient client) {
    var certificates = new TlsCertificates(directory, client);
    certificates.authority("hub-ca", "rsa:2048");
    certificates.signed("hub-ca", "hub", TlsCertificates.Wish.good());
    client.run(
        directory,
        "openssl pkcs12 -export -in hub.pem -inkey hub.key -out hub.p12 -passout pass:changeit"
            .split(" "));
    try (var key = Files.newInputStream(directory.resolve("hub.p12"))) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(key, PASSWORD);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      var tls = SSLContext.getInstance("TLS");
      tls.init(keys.getKeyManagers(), null, null);
      var server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new PackageHub(directory, client, server);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /// A version of a package.
  ///
  /// @param name with its namespace
  /// @param packages what it asks for, as JSON of the hub
  /// @param requires the versions of dbt that it works with, as JSON
  /// @param files of it, without the folder at its top
  public record Release(
      String name, String version, String packages, String requires, Map<String, String> files) {

    /// One with a macro that gives its version.
    public static Release of(String name, String version) {
      String project = name.substring(name.indexOf('/') + 1);
      return new Release(
          name,
          version,
          "[]",
          "[]",
          Map.of(
              "dbt_project.yml",
              "name: %s\nversion: '%s'\n".formatted(project, version),
              "macros/%s.sql".formatted(project),
              "{%% macro %s_version() %%}%s{%% endmacro %%}\n".formatted(project, version)));
    }

    public Release asking(String json) {
      return new Release(name, version, json, requires, files);
    }

    public Release requiring(String json) {
      return new Release(name, version, packages, json, files);
    }

    public Release with(String path, String text) {
      var more = new HashMap<>(files);
      more.put(path, text);
      return new Release(name, version, packages, requires, more);
    }

    private String project() {
      return name.substring(name.indexOf('/') + 1);
    }
  }

  /// Offers a version.
  ///
  /// @return the path of its archive
  public String publish(Release release) {
    String path = "/archives/%s/%s.tar.gz".formatted(release.name(), release.version());
    byte[] archive = archive(release.project() + "-" + release.version(), release.files());
    serve(path, archive);
    versions
        .computeIfAbsent(release.name(), _ -> new LinkedHashMap<>())
        .put(
            release.version(),
            """
            {"id": "%s/%s", "name": "%s", "version": "%s", "packages": %s, "require_dbt_version": %s,
             "downloads": {"tarball": "%s", "format": "tgz", "sha1": "%s"}}\
            """
                .formatted(
                    release.name(),
                    release.version(),
                    release.project(),
                    release.version(),
                    release.packages(),
                    release.requires(),
                    url(path),
                    sha1(archive)));
    describe(release.name());
    index();
    return path;
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Says that a package has another name now.
  public void redirect(String name, String namespace, String other) {
    redirects.put(
        name,
        "\"redirectnamespace\": \"%s\", \"redirectname\": \"%s\",".formatted(namespace, other));
    describe(name);
  }

  private void describe(String name) {
    String all =
        versions.getOrDefault(name, Map.of()).entrySet().stream()
            .map(version -> "\"%s\": %s".formatted(version.getKey(), version.getValue()))
            .collect(Collectors.joining(",\n"));
    serve(
        "/api/v1/" + name + ".json",
        """
        {"name": "%s", "namespace": "%s", %s "versions": {%s}}\
        """
            .formatted(
                name.substring(name.indexOf('/') + 1),
                name.substring(0, name.indexOf('/')),
                redirects.getOrDefault(name, ""),
                all)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private void index() {
    String names =
        versions.keySet().stream()
            .map(name -> "\"" + name + "\"")
            .collect(Collectors.joining(", ", "[", "]"));
    serve("/api/v1/index.json", names.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /// Files as a gzipped tar below one folder, made by the machine's `tar`.
  public byte[] archive(String top, Map<String, String> content) {
    try {
      Path stage = Files.createTempDirectory(directory, "stage");
      content.forEach((path, text) -> GitClient.write(stage.resolve(top).resolve(path), text));
      var made = client.run(stage, "tar", "-czf", "package.tar.gz", top);
      if (made.status() != 0) {
        throw new AssertionError(made.output());
      }
      return Files.readAllBytes(stage.resolve("package.tar.gz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Serves these bytes.
  public void serve(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  /// Answers 503 the next times that a path is asked for.
  public void refuse(String path, int times) {
    refusals.put(path, times);
  }

  /// Leads from one path to another place.
  public void move(String path, String url) {
    moved.put(path, url);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    try (exchange) {
      if (refusals.merge(path, -1, Integer::sum) >= 0) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      refusals.remove(path);
      String elsewhere = moved.get(path);
      if (elsewhere != null) {
        exchange.getResponseHeaders().add("Location", elsewhere);
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      byte[] bytes = files.get(path);
      if (bytes == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /// The paths that were asked for since this was asked last.
  public List<String> requests() {
    var asked = new ArrayList<>(requests);
    requests.clear();
    return asked;
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  /// The base of its addresses: what `DBT_PACKAGE_HUB_URL` names.
  public String url() {
    return url("/");
  }

  /// The address of a path.
  public String url(String path) {
    boolean tls = server instanceof HttpsServer;
    return "%s://%s:%d%s"
        .formatted(
            tls ? "https" : "http", tls ? "localhost" : "127.0.0.1", address().getPort(), path);
  }

  /// The authority that signed its certificate, in PEM.
  public String authority() {
    return GitClient.read(directory.resolve("hub-ca.pem"));
  }

  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }
}
