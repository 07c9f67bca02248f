package dev.bailey.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A real PostgreSQL server for one test class: a fresh cluster in a temporary directory, on a free
/// port of the loopback address, with password logins only. Starts in about two seconds.
///
/// PostgreSQL refuses to run as root, so then it runs as the user `postgres` that Debian's package
/// makes. Tests that use it carry `@Tag("slow")`.
public final class PostgresServer implements AutoCloseable {
  private static final String READY = "database system is ready to accept connections";
  private static final int ATTEMPTS = 3;

  private final Path directory;
  private final int port;
  private final Process process;
  private final Thread killer;

  private PostgresServer(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
    this.killer = new Thread(this::stop, "stop postgres");
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /// Starts a server whose settings are PostgreSQL's own, except that it does not sync its files.
  public static PostgresServer start() {
    return start(List.of());
  }

  /// @param settings more of `postgresql.conf`, such as `max_connections=5`
  public static PostgresServer start(List<String> settings) {
    return start(settings, line -> {});
  }

  /// @param settings more of `postgresql.conf`, such as `log_statement=all`
  /// @param log hears each line of the server's log, on a thread of its own
  public static PostgresServer start(List<String> settings, Consumer<String> log) {
    Path directory = cluster();
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      var process = launch(directory, port, settings);
      var server = new PostgresServer(directory, port, process);
      String said = awaitReady(process, log);
      if (said.contains(READY)) {
        return server;
      }
      Runtime.getRuntime().removeShutdownHook(server.killer);
      // Another process may have taken the port in between; anything else will fail again.
      if (attempt == ATTEMPTS || !said.contains("Address already in use")) {
        server.removeFiles();
        throw new IllegalStateException("PostgreSQL does not start:\n" + said);
      }
    }
  }

  /// Where it listens.
  public String host() {
    return "127.0.0.1";
  }

  /// Where it listens.
  public int port() {
    return port;
  }

  /// The superuser.
  public String user() {
    return "bailey";
  }

  /// The superuser's password.
  public String password() {
    return "s3cret-of-the-test";
  }

  /// The database that is there from the start.
  public String database() {
    return "postgres";
  }

  /// The JDBC URL of a database.
  public String url(String database) {
    return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
  }

  /// A superuser's connection to the first database.
  public Connection connect() throws SQLException {
    return connect(database());
  }

  /// A superuser's connection.
  public Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user());
    properties.setProperty("password", password());
    return DriverManager.getConnection(url(database), properties);
  }

  /// Runs statements as the superuser, in the first database.
  public void run(String... statements) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(killer);
  }

  private void stop() {
    try {
      var pgCtl = List.of(binary("pg_ctl"), "-D", data(directory), "-m", "immediate", "-W", "stop");
      new ProcessBuilder(unprivileged(pgCtl))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(10, TimeUnit.SECONDS);
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    removeFiles();
  }

  private static Path cluster() {
    try {
      Path directory = Files.createTempDirectory("bailey-postgres");
      Path password = Files.writeString(directory.resolve("password"), "s3cret-of-the-test");
      if (isRoot()) {
        var users = directory.getFileSystem().getUserPrincipalLookupService();
        var postgres = users.lookupPrincipalByName("postgres");
        Files.setOwner(password, postgres);
        Files.setOwner(directory, postgres);
      }
      command(
          binary("initdb"),
          "--pgdata=" + data(directory),
          "--username=bailey",
          "--auth=scram-sha-256",
          "--pwfile=" + password,
          "--encoding=UTF8",
          "--locale=C",
          "--no-sync");
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process launch(Path directory, int port, List<String> settings) {
    var command =
        new ArrayList<>(
            List.of(
                binary("postgres"),
                "-D",
                data(directory),
                "-p",
                Integer.toString(port),
                "-k",
                directory.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off"));
    for (String setting : settings) {
      command.addAll(List.of("-c", setting));
    }
    try {
      return new ProcessBuilder(unprivileged(command))
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads the server's log until it is ready or gone, and drains the rest in the background.
  private static String awaitReady(Process process, Consumer<String> log) {
    var seen = new CompletableFuture<String>();
    Thread.ofVirtual().start(() -> drain(process, seen, log));
    return seen.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static void drain(Process process, CompletableFuture<String> seen, Consumer<String> log) {
    var said = new StringBuilder();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!seen.isDone()) {
          said.append(line).append('\n');
        }
        log.accept(line);
        if (line.contains(READY)) {
          seen.complete(said.toString());
        }
      }
      seen.complete(said.toString());
    } catch (IOException e) {
      seen.complete(said + e.toString());
    }
  }

  private static void command(String... command) throws IOException {
    var process =
        new ProcessBuilder(unprivileged(List.of(command))).redirectErrorStream(true).start();
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

  private static List<String> unprivileged(List<String> command) {
    if (!isRoot()) {
      return command;
    }
    // setpriv replaces itself by the command, so that our child is the server itself.
    return Stream.concat(
            Stream.of(
                "setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--reset-env"),
            command.stream())
        .toList();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static String data(Path directory) {
    return directory.resolve("data").toString();
  }

  private static String binary(String name) {
    return candidates()
        .map(bin -> bin.resolve(name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "no PostgreSQL server here: install it (Debian: apt install postgresql)"));
  }

  /// Debian keeps servers off the `PATH`, one directory for each major version.
  private static Stream<Path> candidates() {
    Path debian = Path.of("/usr/lib/postgresql");
    var versions = new ArrayList<Path>();
    if (Files.isDirectory(debian)) {
      try (var found = Files.list(debian)) {
        found.map(version -> version.resolve("bin")).forEach(versions::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    versions.sort(Comparator.reverseOrder());
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(versions.stream(), Arrays.stream(path.split(":")).map(Path::of));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeFiles() {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path visited, @org.jspecify.annotations.Nullable IOException error)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
