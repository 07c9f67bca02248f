package dev.bailey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
final class PostgresServerTest {

  @Test
  void itAnswersWithItsPasswordOnly() throws SQLException {
    try (var server = PostgresServer.start()) {
      server.run("create table t as select 1 as id");

      assertThatThrownBy(
              () -> DriverManager.getConnection(server.url("postgres"), "bailey", "wrong").close())
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void closingItLeavesNothingListening() throws SQLException {
    var server = PostgresServer.start();

    server.close();

    assertThatThrownBy(() -> server.connect().close()).isInstanceOf(SQLException.class);
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
