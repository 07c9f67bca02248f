package dev.bailey.appliance.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.testkit.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// An appliance with its first administrator signed in, however it was started: what a person sets
/// up in it before the first run.
abstract class RunningBailey implements AutoCloseable {
  static final String PASSWORD = "correct horse battery staple 7";

  /// The first administrator.
  abstract Client client();

  /// The certificate in PEM that clients must trust.
  abstract String certificatePem();

  /// A project without a repository.
  long bareProject(String name) {
    return client()
        .call("POST", "/api/v3/accounts/1/projects/", Client.object().put("name", name))
        .at("/data/id")
        .asLong();
  }

  /// A project whose repository is hosted here.
  long project(String name) {
    long project = bareProject(name);
    client()
        .call(
            "POST",
            "/api/v3/accounts/1/projects/" + project + "/managed-repositories/",
            Client.object().put("name", name));
    return project;
  }

  /// An environment on an embedded DuckDB.
  long onDuckDb(long project) {
    return environment(
        project,
        Client.json(
            """
            {"name": "Embedded", "adapter_version": "duckdb_v0", "config": {"database": "spokes"}}
            """),
        Client.json("{\"type\": \"duckdb\", \"default_schema\": \"analytics\"}"));
  }

  /// An environment on a database of a PostgreSQL server, entered as one of its users.
  long onPostgres(long project, PostgresServer server, String user, String password) {
    return onPostgres(project, server, server.port(), user, password);
  }

  /// The same, through a port that leads to the server.
  long onPostgres(long project, PostgresServer server, int port, String user, String password) {
    var connection = Client.object().put("name", user).put("adapter_version", "postgres_v0");
    connection
        .putObject("config")
        .put("hostname", server.host())
        .put("port", port)
        .put("dbname", server.database());
    return environment(
        project,
        connection,
        Client.object()
            .put("type", "postgres")
            .put("default_schema", "analytics")
            .put("username", user)
            .put("password", password));
  }

  /// An environment on any connection.
  long environment(long project, ObjectNode connection, ObjectNode credentials) {
    long connectionId =
        client()
            .call("POST", "/api/v3/accounts/1/connections/", connection)
            .at("/data/id")
            .asLong();
    long credentialsId =
        client()
            .call("POST", "/api/v3/accounts/1/projects/" + project + "/credentials/", credentials)
            .at("/data/id")
            .asLong();
    return client()
        .call(
            "POST",
            "/api/v3/accounts/1/projects/" + project + "/environments/",
            Client.object()
                .put("name", "Production")
                .put("type", "deployment")
                .put("deployment_type", "production")
                .put("connection_id", connectionId)
                .put("credentials_id", credentialsId))
        .at("/data/id")
        .asLong();
  }

  /// A job with these dbt commands.
  long job(long project, long environment, String name, String... steps) {
    ObjectNode job =
        Client.object()
            .put("project_id", project)
            .put("environment_id", environment)
            .put("name", name);
    var list = job.putArray("execute_steps");
    List.of(steps).forEach(list::add);
    return client().call("POST", "/api/v2/accounts/1/jobs/", job).at("/data/id").asLong();
  }

  /// Pushes a directory to a repository with the stock git client, over HTTPS.
  void push(Path directory, String repository) {
    git(directory, Map.of(), "init", "-q", "-b", "main");
    git(directory, Map.of(), "add", "-A");
    git(directory, Map.of(), "commit", "-q", "-m", "Add the project");
    withCertificate(asUser -> git(directory, asUser, "push", "-q", url(repository), "main"));
  }

  /// Clones a repository with the stock git client, over HTTPS, into a directory that is not there
  /// yet.
  void cloneInto(Path directory, String repository) {
    withCertificate(asUser ->
        git(
            Path.of("."),
            asUser,
            "clone",
            "-q",
            url(repository),
            directory.toAbsolutePath().toString()));
  }

  private String url(String repository) {
    return client().base() + "/git/" + repository + ".git";
  }

  /// @param use gets the environment in which git trusts this appliance and is let in
  private void withCertificate(Consumer<Map<String, String>> use) {
    try {
      Path certificate = Files.createTempFile("bailey", ".pem");
      Files.writeString(certificate, certificatePem());
      use.accept(
          Map.of(
              "GIT_SSL_CAINFO",
              certificate.toString(),
              "GIT_CONFIG_COUNT",
              "1",
              "GIT_CONFIG_KEY_0",
              "http.extraHeader",
              "GIT_CONFIG_VALUE_0",
              "Authorization: Bearer " + client().token()));
      Files.delete(certificate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The commit that a repository's main branch is at, as the stock git client sees it.
  String head(Path directory, String repository) {
    var found = new StringBuilder();
    withCertificate(asUser ->
        found.append(git(directory, asUser, "ls-remote", url(repository), "refs/heads/main")));
    return found.toString().split("\\s")[0];
  }

  /// The stock git client.
  ///
  /// @return what it said
  static String git(Path directory, Map<String, String> environment, String... words) {
    var command = new ArrayList<String>();
    command.add("git");
    command.addAll(List.of("-c", "user.name=Ada", "-c", "user.email=ada@example.com"));
    command.addAll(List.of(words));
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(environment);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    try {
      var process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError("git " + words[0] + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
