package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.testkit.PostgresServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Warehouses that cannot be entered, reached or waited for: the run says which and why, in the
/// words of the warehouse, and never with the password.
@Tag("slow")
class BadWarehouseTest extends BadInputTest {
  private static final String WRONG = "wr0ng-s3cret";

  private final AtomicInteger projects = new AtomicInteger();
  private PostgresServer postgres;

  @Override
  Map<String, String> configuration() {
    return Map.of("BAILEY_EGRESS_ALLOW", "127.0.0.1 localhost nowhere.invalid");
  }

  @BeforeAll
  void startPostgres() throws SQLException {
    postgres = PostgresServer.start();
    postgres.run(
        "create role clerk login password 'clerk-s3cret-1'",
        "create schema vault",
        "revoke create on database postgres from public");
  }

  @AfterAll
  void stopPostgres() {
    postgres.close();
  }

  @Test
  void aWrongPassword() {
    run(on(postgres.port()), as(postgres.user(), WRONG))
        .failed(
            "connection to server at \"127.0.0.1\", port " + postgres.port(),
            "password authentication failed for user \"bailey\"");
  }

  @Test
  void anUnknownUser() {
    run(on(postgres.port()), as("nobody", WRONG))
        .failed("password authentication failed for user \"nobody\"");
  }

  @Test
  void anUnknownHost() {
    run(on(5432).put("hostname", "nowhere.invalid"), as("ada", WRONG)).failed("nowhere.invalid");
  }

  @Test
  void aHostThatNobodyAllowed() {
    run(on(5432).put("hostname", "10.1.2.3"), as("ada", WRONG)).failed("10.1.2.3:5432", "allow");
  }

  @Test
  void aClosedPort() throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    run(on(port), as("ada", WRONG)).failed("port " + port + " failed: Connection refused");
  }

  @Test
  void aWrongDatabase() {
    run(on(postgres.port()).put("dbname", "nothing"), as(postgres.user(), postgres.password()))
        .failed("database \"nothing\" does not exist");
  }

  @Test
  void aSchemaThatTheUserMayNotUse() {
    run(on(postgres.port()), as("clerk", "clerk-s3cret-1").put("default_schema", "vault"))
        .failed("permission denied for schema vault");
    run(on(postgres.port()), as("clerk", "clerk-s3cret-1").put("default_schema", "fresh"))
        .failed("permission denied for database postgres");
  }

  @Test
  void aServerWithoutTheEncryptionThatIsAskedFor() {
    run(on(postgres.port()).put("sslmode", "require"), as(postgres.user(), postgres.password()))
        .failed("server does not support SSL, but SSL was required");
  }

  @Test
  void aServerThatNeverAnswers() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Instant start = Instant.now();

      run(on(silent.getLocalPort()).put("connect_timeout", 2).put("retries", 0), as("ada", WRONG))
          .failed(
              "port " + silent.getLocalPort() + " failed: timeout expired",
              "No answer came within connect_timeout (2 seconds)");

      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    }
  }

  private ObjectNode on(int port) {
    return Client.object().put("hostname", "127.0.0.1").put("port", port).put("dbname", "postgres");
  }

  private static ObjectNode as(String user, String password) {
    return Client.object()
        .put("type", "postgres")
        .put("default_schema", "analytics")
        .put("username", user)
        .put("password", password);
  }

  private Ended run(ObjectNode place, ObjectNode who) {
    String name = "shop" + projects.incrementAndGet();
    long project = bailey().project(name);
    bailey()
        .push(
            GoodJob.files(
                Map.of(
                    "dbt_project.yml", "name: shop\nprofile: shop\n",
                    "models/orders.sql", "select 1 as id\n")),
            name);
    var connection = Client.object().put("name", name).put("adapter_version", "postgres_v0");
    connection.set("config", place);
    long environment = bailey().environment(project, connection, who);
    long job = bailey().job(project, environment, "Build", "dbt build");
    return new Ended(client().ended(client().run(job)), who.path("password").asText(), client());
  }

  /// A run at its end, and everything that people can read of it.
  private record Ended(JsonNode run, String password, Client client) {

    void failed(String... said) {
      assertThat(run.path("status_humanized").asText()).as(run.toPrettyString()).isEqualTo("Error");
      assertThat(run.path("status_message").asText()).contains(said);
      assertThat(run.toString())
          .doesNotContain(password, "Internal error", "dev.bailey", "org.postgresql");
    }
  }
}
