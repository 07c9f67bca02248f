package dev.bailey.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// A real Trino server for one test class: one node that is coordinator and worker, with the
/// catalogs `memory` and `lake` (Iceberg on files in a temporary directory). It listens on two
/// ports of the loopback address: over HTTP it believes any user, over HTTPS it asks for a
/// password. Starts in half a minute; tests that use it carry `@Tag("trino")`.
///
/// The system property `trino.archive` names the server's archive, which the profile `trino` of the
/// build downloads. It is unpacked once, below the system's temporary directory, and stays there.
public final class TrinoServer implements AutoCloseable {
  private static final String READY = "SERVER STARTED";
  private static final List<String> PLUGINS =
      List.of("memory", "iceberg", "password-authenticators");
  private static final int ITERATIONS = 2_000;

  private final Path directory;
  private final int port;
  private final int securePort;
  private final Process process;
  private final Thread killer;

  private TrinoServer(Path directory, int port, int securePort, Process process) {
    this.directory = directory;
    this.port = port;
    this.securePort = securePort;
    this.process = process;
    this.killer = new Thread(this::stop, "stop trino");
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /// The archive of the server, if it was downloaded.
  public static Optional<Path> archive() {
    return Optional.ofNullable(System.getProperty("trino.archive"))
        .map(Path::of)
        .filter(Files::isRegularFile);
  }

  /// Starts a server.
  ///
  /// @param archive the server's `tar.gz`
  public static TrinoServer start(Path archive) {
    try {
      Path unpacked = unpacked(archive);
      Path directory = Files.createTempDirectory("bailey-trino");
      int port = freePort();
      int securePort = freePort();
      configure(directory, unpacked, port, securePort);
      var server = new TrinoServer(directory, port, securePort, launch(directory, unpacked));
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String host() {
    return "127.0.0.1";
  }

  /// Where it listens without TLS and believes any user.
  public int port() {
    return port;
  }

  /// Where it listens with TLS and asks for a password.
  public int securePort() {
    return securePort;
  }

  /// Who may log in with a password.
  public String user() {
    return "bailey";
  }

  public String password() {
    return "s3cret-of-the-test";
  }

  /// The server's certificate, in PEM; it vouches for itself.
  public String certificate() {
    try {
      return Files.readString(directory.resolve("server.pem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path unpacked(Path archive) throws IOException {
    String name = archive.getFileName().toString().replaceFirst("\\.tar\\.gz$", "");
    Path home = Path.of(System.getProperty("java.io.tmpdir"), "bailey-" + name);
    if (!Files.isDirectory(home)) {
      Path half = Files.createTempDirectory(home.getParent(), "bailey-unpacking");
      // Not with a library of Java's: thousands of files are links to each other.
      run("tar", "xzf", archive.toString(), "-C", half.toString(), "--strip-components=1");
      Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return home;
  }

  private static void configure(Path directory, Path unpacked, int port, int securePort)
      throws IOException {
    Path plugins = Files.createDirectories(directory.resolve("plugin"));
    for (String plugin : PLUGINS) {
      Files.createSymbolicLink(plugins.resolve(plugin), unpacked.resolve("plugin/" + plugin));
    }
    keys(directory);
    write(
        directory.resolve("etc/config.properties"),
        """
        coordinator=true
        node-scheduler.include-coordinator=true
        http-server.http.port=%d
        http-server.https.enabled=true
        http-server.https.port=%d
        http-server.https.keystore.path=%s
        http-server.https.keystore.key=changeit
        http-server.authentication.type=PASSWORD
        http-server.authentication.allow-insecure-over-http=true
        internal-communication.shared-secret=of-the-test
        discovery.uri=http://127.0.0.1:%d
        query.max-memory=300MB
        query.max-memory-per-node=300MB
        memory.heap-headroom-per-node=150MB
        """
            .formatted(port, securePort, directory.resolve("server.p12"), port));
    write(
        directory.resolve("etc/password-authenticator.properties"),
        "password-authenticator.name=file\nfile.password-file=%s\n"
            .formatted(directory.resolve("passwords")));
    write(directory.resolve("passwords"), "bailey:" + hash("s3cret-of-the-test") + "\n");
    write(directory.resolve("etc/catalog/memory.properties"), "connector.name=memory\n");
    write(
        directory.resolve("etc/catalog/lake.properties"),
        """
        connector.name=iceberg
        iceberg.catalog.type=TESTING_FILE_METASTORE
        hive.metastore.catalog.dir=local:///
        fs.native-local.enabled=true
        local.location=%s
        """
            .formatted(Files.createDirectories(directory.resolve("lake"))));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void keys(Path directory) throws IOException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String store = directory.resolve("server.p12").toString();
    var named = List.of("-keystore", store, "-storepass", "changeit", "-alias", "server");
    var pair =
        List.of(
            keytool,
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=trino",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2");
    run(Stream.concat(pair.stream(), named.stream()).toArray(String[]::new));
    var export =
        List.of(
            keytool, "-exportcert", "-rfc", "-file", directory.resolve("server.pem").toString());
    run(Stream.concat(export.stream(), named.stream()).toArray(String[]::new));
  }

  /// A line of Trino's password file: iterations, salt and hash.
  private static String hash(String password) {
    byte[] salt = "salt-of-the-test".getBytes(StandardCharsets.US_ASCII);
    try {
      var spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 160);
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1").generateSecret(spec).getEncoded();
      var hex = HexFormat.of();
      return ITERATIONS + ":" + hex.formatHex(salt) + ":" + hex.formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process launch(Path directory, Path unpacked) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1G",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djdk.attach.allowAttachSelf=true",
            "--add-modules=jdk.incubator.vector",
            "-Dnode.environment=test",
            "-Dnode.data-dir=" + directory.resolve("data"),
            "-Dconfig=" + directory.resolve("etc/config.properties"),
            "-Dcatalog.config-dir=" + directory.resolve("etc/catalog"),
            "-Dplugin.dir=" + directory.resolve("plugin"),
            "-cp",
            unpacked.resolve("lib") + "/*",
            "io.trino.server.TrinoServer"));
    // The password authenticator's file is looked for in `etc` of the working directory.
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
  }

  private void awaitReady() {
    var seen = new CompletableFuture<String>();
    Thread.ofVirtual().start(() -> drain(seen));
    String said = seen.orTimeout(5, TimeUnit.MINUTES).join();
    if (!said.contains(READY)) {
      close();
      throw new IllegalStateException("Trino does not start:\n" + said);
    }
  }

  private void drain(CompletableFuture<String> seen) {
    var said = new StringBuilder();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!seen.isDone()) {
          said.append(line).append('\n');
        }
        if (line.contains(READY)) {
          seen.complete(said.toString());
        }
      }
      seen.complete(said.toString());
    } catch (IOException e) {
      seen.complete(said + e.toString());
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(killer);
  }

  private void stop() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Files in the temporary directory of a test that is over.
    }
  }
}
