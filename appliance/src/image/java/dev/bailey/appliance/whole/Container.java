package dev.bailey.appliance.whole;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// The image, started with podman as an operator is told to: a root that cannot be written, no
/// temporary file system, no capabilities, one volume.
final class Container implements AutoCloseable {
  private static final String LIMITS =
      """
      [containers]
      default_ulimits = ["nofile=16384:16384", "nproc=16384:16384"]
      [engine]
      cgroup_manager = "cgroupfs"
      events_logger = "file"
      """;

  private final Path settings;
  private final String name;
  private final String image;
  private String said = "";

  private Container(Path settings, String name, String image) {
    this.settings = settings;
    this.name = name;
    this.image = image;
  }

  static Container start(Path archive, String image) throws IOException, InterruptedException {
    Path settings = Files.createTempFile("bailey", ".containers.conf");
    boolean runc = Files.isExecutable(Path.of("/usr/sbin/runc"));
    Files.writeString(settings, LIMITS + (runc ? "runtime = \"runc\"\n" : ""));
    var container = new Container(settings, "bailey-" + UUID.randomUUID(), image);
    container.podman("load", "-q", "-i", archive.toString());
    container.podman(
        "run",
        "-d",
        "--name",
        container.name,
        "--read-only",
        "--read-only-tmpfs=false",
        "--cap-drop=all",
        "--security-opt=no-new-privileges",
        "--volume=" + container.name + ":/var/lib/bailey",
        "--publish=127.0.0.1::8443",
        image);
    container.awaitReady();
    return container;
  }

  /// Its log says when it is ready, and follows until then.
  private void awaitReady() throws IOException {
    var log = command("logs", "-f", name).start();
    try (var lines = log.inputReader(StandardCharsets.UTF_8)) {
      var all = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.append(line).append('\n');
        if (line.strip().startsWith("password ")) {
          said = all.toString();
          return;
        }
      }
      throw new AssertionError("the container did not become ready:\n" + all);
    } finally {
      log.destroy();
    }
  }

  /// A client that trusts the certificate whose fingerprint the log shows.
  Client signedIn() throws Exception {
    int port = URI.create("tcp://" + podman("port", name, "8443").strip()).getPort();
    X509Certificate certificate = certificate(port);
    String fingerprint =
        HexFormat.ofDelimiter(":")
            .withUpperCase()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    assertSaid("certificate SHA-256 " + fingerprint);
    Files.writeString(pem(), pem(certificate));
    var client = new Client(port, certificate);
    client.signInFirst(word("login"), word("password"), LiveBailey.PASSWORD);
    return client;
  }

  private void assertSaid(String text) {
    if (!said.contains(text)) {
      throw new AssertionError("not in the log: " + text + "\n" + said);
    }
  }

  private String word(String before) {
    var found = Pattern.compile("(?m)^\\s*" + before + "\\s+(\\S+)$").matcher(said);
    if (!found.find()) {
      throw new AssertionError("no " + before + " in the log");
    }
    return found.group(1);
  }

  /// A project with a repository here, into which the directory is pushed with stock git.
  long host(Client client, String project, Path directory) throws IOException, InterruptedException {
    long id =
        client
            .call("POST", "/api/v3/accounts/1/projects/", Client.object().put("name", project))
            .at("/data/id")
            .asLong();
    String repository =
        client
            .call(
                "POST",
                "/api/v3/accounts/1/projects/" + id + "/managed-repositories/",
                Client.object().put("name", project))
            .at("/data/full_name")
            .asText();
    git(directory, Map.of(), "init", "-q", "-b", "main");
    git(directory, Map.of(), "add", "-A");
    git(directory, Map.of(), "commit", "-q", "-m", "Add the project");
    var secret =
        Map.of(
            "GIT_SSL_CAINFO", pem().toString(),
            "GIT_CONFIG_COUNT", "1",
            "GIT_CONFIG_KEY_0", "http.extraHeader",
            "GIT_CONFIG_VALUE_0", "Authorization: Bearer " + client.token());
    git(directory, secret, "push", "-q", client.base() + "/git/" + repository + ".git", "main");
    return id;
  }

  /// A job on an embedded DuckDB.
  long job(Client client, long project, String step) {
    String at = "/api/v3/accounts/1/";
    long connection =
        client
            .call(
                "POST",
                at + "connections/",
                Client.json(
                    "{\"name\": \"D\", \"adapter_version\": \"duckdb_v0\","
                        + " \"config\": {\"database\": \"spokes\"}}"))
            .at("/data/id")
            .asLong();
    long credentials =
        client
            .call(
                "POST",
                at + "projects/" + project + "/credentials/",
                Client.json("{\"type\": \"duckdb\", \"default_schema\": \"analytics\"}"))
            .at("/data/id")
            .asLong();
    long environment =
        client
            .call(
                "POST",
                at + "projects/" + project + "/environments/",
                Client.object()
                    .put("name", "Production")
                    .put("type", "deployment")
                    .put("deployment_type", "production")
                    .put("connection_id", connection)
                    .put("credentials_id", credentials))
            .at("/data/id")
            .asLong();
    var job =
        Client.object()
            .put("project_id", project)
            .put("environment_id", environment)
            .put("name", "Build everything");
    job.putArray("execute_steps").add(step);
    return client.call("POST", "/api/v2/accounts/1/jobs/", job).at("/data/id").asLong();
  }

  /// A line of the process's status, as the kernel of this machine sees it.
  String status(String line) throws IOException, InterruptedException {
    String process = podman("inspect", "--format", "{{.State.Pid}}", name).strip();
    return Files.readAllLines(Path.of("/proc", process, "status")).stream()
        .filter(each -> each.startsWith(line + ":"))
        .map(each -> each.substring(line.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  /// Files in the container that are not the image's. podman itself makes those below /etc and /run.
  List<String> written() throws IOException, InterruptedException {
    return podman("diff", name)
        .lines()
        .filter(each -> !each.matches("[CA] /(etc|run)(/.*)?"))
        .toList();
  }

  private static X509Certificate certificate(int port) throws Exception {
    var seeing = SSLContext.getInstance("TLS");
    seeing.init(null, new TrustManager[] {new TrustAll()}, null);
    try (var socket = (SSLSocket) seeing.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /// Lets the test see the certificate, which it then compares with the log's fingerprint.
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private Path pem() {
    return settings.resolveSibling(settings.getFileName() + ".pem");
  }

  private static String pem(X509Certificate certificate) throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
  }

  private static void git(Path directory, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=a@b.c"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(each -> each.startsWith("GIT_"));
    builder.environment().putAll(environment);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    run(builder);
  }

  private String podman(String... words) throws IOException, InterruptedException {
    return run(command(words));
  }

  private ProcessBuilder command(String... words) {
    var command = new ArrayList<>(List.of("podman"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CONTAINERS_CONF", settings.toString());
    return builder;
  }

  private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
    var process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(builder.command().subList(0, 2) + ": " + output);
    }
    return output;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    podman("rm", "-f", "-v", name);
    podman("volume", "rm", "-f", name);
    podman("rmi", image);
    Files.deleteIfExists(pem());
    Files.delete(settings);
  }
}
