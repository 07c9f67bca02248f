package dev.bailey.security.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.Destination;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.security.TestAuthority;
import dev.bailey.security.TestAuthority.Kind;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.InMemoryAudit;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.security.syslog.TestSyslog.Manners;
import dev.bailey.testkit.Rsyslog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class AuditStreamTest {
  private static final AuditStream.Pauses SHORT =
      new AuditStream.Pauses(Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(50));

  private final InMemoryAudit audit = new InMemoryAudit();
  private final AtomicLong kept = new AtomicLong();
  private final TestAuthority authority;

  AuditStreamTest() throws Exception {
    this.authority = new TestAuthority();
  }

  private final StreamPosition position =
      new StreamPosition() {
        @Override
        public long get() {
          return kept.get();
        }

        @Override
        public void set(long line) {
          kept.set(line);
        }
      };

  @BeforeEach
  void twoLines() {
    write("project.added");
    write("job_definition.added");
  }

  private void write(String type) {
    var event =
        new AuditEvent(
            type,
            new Actor("user", 7, "ada"),
            Origin.inside(),
            Target.none(),
            AuditEvent.Outcome.DONE,
            Map.of());
    audit.append(event, Instant.parse("2026-03-01T12:00:00Z"));
  }

  private AuditStream stream(int port, Duration patience) {
    return stream(port, patience, authority.pem());
  }

  private AuditStream stream(int port, Duration patience, String trusted) {
    var server =
        new SyslogServer(
            new Destination("localhost", port),
            TrustedSockets.trusting(trusted),
            "bailey.example.com",
            patience);
    return AuditStream.start(audit, server, position, SHORT, Clock.systemUTC());
  }

  private AuditStream stream(TestSyslog server) {
    return stream(server.port(), Duration.ofSeconds(10));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.interrupted()).as("interrupted while waiting").isFalse();
      Thread.onSpinWait();
    }
  }

  private static List<String> types(List<String> messages) {
    return messages.stream().map(text -> text.split(" ")[5]).toList();
  }

  @Test
  void everyLineArrivesInOrderAlsoThoseWrittenLater() throws Exception {
    try (var server = new TestSyslog(authority, Kind.GOOD, Manners.GOOD);
        var stream = stream(server)) {
      await(() -> kept.get() == 2);
      write("project.removed");
      await(() -> kept.get() == 3);

      assertThat(types(server.messages))
          .containsExactly("project.added", "job_definition.added", "project.removed");
      assertThat(stream.state().behind()).isZero();
      assertThat(stream.state().failure()).isEmpty();
    }
  }

  @Test
  void itGoesOnWhereItWas() throws Exception {
    kept.set(1);

    try (var server = new TestSyslog(authority, Kind.GOOD, Manners.GOOD);
        var _ = stream(server)) {
      await(() -> kept.get() == 2);

      assertThat(types(server.messages)).containsExactly("job_definition.added");
    }
  }

  @Test
  void whatIsNotKnownToHaveArrivedIsToldAgain() throws Exception {
    try (var server = new TestSyslog(authority, Kind.GOOD, Manners.BREAKS_THE_FIRST);
        var _ = stream(server)) {
      await(() -> kept.get() == 2);

      assertThat(types(server.messages)).contains("project.added", "job_definition.added");
    }
  }

  @Test
  void aServerThatNeverSaysThatItHasReadAllCountsAsNone() throws Exception {
    try (var server = new TestSyslog(authority, Kind.GOOD, Manners.SILENT);
        var stream = stream(server.port(), Duration.ofMillis(300))) {
      await(() -> stream.state().failure().isPresent());

      assertThat(stream.state().failure().orElse("")).contains("did not answer");
      assertThat(kept.get()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"OTHER_HOST", "EXPIRED", "WEAK_KEY", "WEAK_SIGNATURE"})
  void aServerThatShowsABadCertificateIsToldNothing(Kind kind) throws Exception {
    try (var server = new TestSyslog(authority, kind, Manners.GOOD);
        var stream = stream(server)) {
      await(() -> stream.state().failure().isPresent());

      assertThat(server.messages).isEmpty();
      assertThat(kept.get()).isZero();
    }
  }

  @Test
  void aServerOfAnAuthorityThatNobodyTrustsIsToldNothing() throws Exception {
    try (var server = new TestSyslog(new TestAuthority(), Kind.GOOD, Manners.GOOD);
        var stream = stream(server)) {
      await(() -> stream.state().failure().isPresent());

      assertThat(server.messages).isEmpty();
    }
  }

  @Test
  void whoWritesTheAuditDoesNotWaitForAServerThatIsAway() throws Exception {
    int port = freePort();
    try (var stream = stream(port, Duration.ofSeconds(10))) {
      await(() -> stream.state().failure().isPresent());
      write("project.removed");

      assertThat(stream.state().behind()).isEqualTo(3);

      try (var _ = new TestSyslog(authority, Kind.GOOD, Manners.GOOD, port)) {
        await(() -> kept.get() == 3);
        assertThat(stream.state().failure()).isEmpty();
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void rsyslogTakesIt(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(Rsyslog.isInstalled(), "SKIPPED: there is no rsyslogd with GnuTLS");
    try (var rsyslog = Rsyslog.in(folder);
        var _ =
            stream(
                rsyslog.port(), Duration.ofSeconds(10), Files.readString(rsyslog.certificate()))) {
      await(() -> kept.get() == 2 && rsyslog.received().size() >= 2);

      assertThat(String.join("\n", rsyslog.received()))
          .contains("bailey.example.com bailey - project.added", "\"actor_name\":\"ada\"");
    }
  }
}
