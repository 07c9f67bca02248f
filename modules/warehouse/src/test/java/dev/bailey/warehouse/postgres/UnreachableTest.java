package dev.bailey.warehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.Password;
import dev.bailey.warehouse.settings.PostgresSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Places where no PostgreSQL answers.
final class UnreachableTest {
  private final Warehouses warehouses =
      new Warehouses(EgressPolicy.everywhere(), StatementAudit.none(), InstantSource.system());

  @AfterEach
  void close() {
    warehouses.close();
  }

  private void open(int port, String host) {
    var settings =
        new PostgresSettings(
            host,
            port,
            "ann",
            Password.of("hush"),
            "shop",
            "public",
            Optional.empty(),
            Optional.empty(),
            "dbt",
            1,
            0,
            0,
            PostgresSettings.Tls.unsaid());
    warehouses.warehouse("pg", settings, Limits.standard(), "run 1").open("a").close();
  }

  @Test
  void aServerThatAcceptsAndNeverAnswersTimesOut() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();

      assertThatThrownBy(() -> open(silent.getLocalPort(), "127.0.0.1"))
          .isInstanceOfSatisfying(
              WarehouseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
          .hasMessage(
              """
              connection to server at "127.0.0.1", port %d failed: timeout expired
              \tNo answer came within connect_timeout (1 seconds).\
              """
                  .formatted(silent.getLocalPort()));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void aPortWhereNobodyListensRefuses() throws Exception {
    int port;
    try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }

    assertThatThrownBy(() -> open(port, "127.0.0.1"))
        .hasMessage(
            "connection to server at \"127.0.0.1\", port %d failed: Connection refused\n"
                    .formatted(port)
                + "\tIs the server running on that host and accepting TCP/IP connections?");
  }

  @Test
  void aHostThatDoesNotExistSaysSo() {
    assertThatThrownBy(() -> open(5432, "nowhere.invalid"))
        .hasMessage(
            "could not translate host name \"nowhere.invalid\" to address:"
                + " Name or service not known");
  }

  @Test
  void afterThreeFailuresTheConnectionIsLeftAloneForAWhile() throws Exception {
    int port;
    try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> open(port, "127.0.0.1")).isInstanceOf(WarehouseException.class);
    }

    assertThat(warehouses.figures().getFirst().interrupted()).isTrue();
    assertThatThrownBy(() -> open(port, "127.0.0.1")).hasMessageContaining("Connection refused");
  }
}
