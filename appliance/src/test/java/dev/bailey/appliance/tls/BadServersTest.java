package dev.bailey.appliance.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bailey.appliance.tls.BadServer.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each of our clients against each bad server, which is OpenSSL's own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
final class BadServersTest {
  private static final Logger LDAP_LOG = Logger.getLogger("dev.bailey.security.ldap.LdapDirectory");

  private Ground ground;

  @BeforeAll
  void makeAnAuthority(@TempDir Path directory) {
    ground = Ground.in(directory);
  }

  static Stream<Arguments> everyPair() {
    return Arrays.stream(OutgoingClient.values())
        .flatMap(client ->
            Arrays.stream(BadServer.values()).map(server -> Arguments.of(client, server)));
  }

  @ParameterizedTest
  @MethodSource("everyPair")
  void aBadServerIsToldNothingAndTheMessageSaysWhyAndWhatToDo(OutgoingClient client, BadServer bad)
      throws IOException {
    try (var server = bad.start(ground, client.opening())) {
      String said = refusal(client, server.port(), bad.trusted(ground));

      assertThat(server.told()).isEmpty();
      assertThat(said).contains("localhost").contains("is not trusted: ").contains(bad.reason());
      if (bad.reason().startsWith("no authority")) {
        assertThat(said).contains("name the authority in " + client.remedy());
      }
      assertThat(said).doesNotContain(OutgoingClient.SECRET);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGoodServerIsTalkedTo(OutgoingClient client) throws IOException {
    try (var server = ground.good(client.opening())) {
      var asking = Thread.ofVirtual().start(() -> refusal(client, server.port(), ground.trusted()));

      assertThat(server.awaitTold()).isNotEmpty();
      asking.interrupt();
    }
  }

  /// What a client says for whoever looks after it: in its exception, or, where whoever signs in
  /// must not read it, in the log.
  private String refusal(OutgoingClient client, int port, String trusted) {
    var said = new CopyOnWriteArrayList<String>();
    Handler handler = listening(said);
    LDAP_LOG.addHandler(handler);
    try {
      client.ask(port, trusted, ground.directory());
      throw new AssertionError("it went through");
    } catch (IOException | RuntimeException e) {
      said.add(String.valueOf(e.getMessage()));
    } finally {
      LDAP_LOG.removeHandler(handler);
    }
    return String.join("\n", said);
  }

  private static Handler listening(List<String> said) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        said.add(new SimpleFormatter().formatMessage(line));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /// What opens a connection, as `class.method`.
  private static final Set<String> WAYS_OUT =
      Set.of(
          "java.net.Socket.<init>",
          "java.net.Socket.connect",
          "java.net.URL.openConnection",
          "java.net.URL.openStream",
          "java.net.http.HttpClient.newBuilder",
          "java.net.http.HttpClient.newHttpClient",
          "java.nio.channels.SocketChannel.open",
          "java.nio.channels.AsynchronousSocketChannel.open",
          "java.sql.DriverManager.getConnection",
          "com.unboundid.ldap.sdk.LDAPConnection.<init>",
          "com.zaxxer.hikari.HikariDataSource.<init>",
          "org.postgresql.jdbc.PgConnection.<init>",
          "io.trino.jdbc.$internal.okhttp3.OkHttpClient$Builder.<init>");

  /// What makes TLS, which only one place may.
  private static final String TLS = "javax.net.ssl.SSLContext.init";

  /// They connect, and speak no TLS to elsewhere.
  private static final Set<String> OTHERS =
      Set.of(
          // The embedded database, in this process.
          "dev.bailey.database.h2.OpenH2",
          // Files out of our own archive.
          "dev.bailey.warehouse.ResourceTree",
          // Sockets for others of the table.
          "dev.bailey.registry.tls.PinnedSockets$1");

  @Test
  void whateverOpensAConnectionIsInTheTable() {
    var known =
        Stream.concat(
                OTHERS.stream(),
                Arrays.stream(OutgoingClient.values()).flatMap(one -> one.connecting().stream()))
            .collect(Collectors.toCollection(TreeSet::new));

    var found = new TreeSet<String>();
    for (JavaClass one : product()) {
      if (calls(one).stream().anyMatch(WAYS_OUT::contains)) {
        found.add(one.getName());
      }
    }

    assertThat(found)
        .as("a new client belongs to OutgoingClient, so that it meets every bad server")
        .isEqualTo(known);
  }

  @Test
  void tlsIsMadeInOnePlace() {
    var makers =
        product().stream().filter(one -> calls(one).contains(TLS)).map(JavaClass::getName).toList();

    assertThat(makers).containsExactly("dev.bailey.registry.tls.TrustedSockets");
  }

  private static List<JavaClass> product() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.bailey")
            .stream()
            .filter(one -> !one.getPackageName().startsWith("dev.bailey.testkit"))
            .toList();
  }

  private static List<String> calls(JavaClass one) {
    var all = new ArrayList<String>();
    one.getMethodCallsFromSelf().forEach(call -> all.add(name(call.getTarget())));
    one.getConstructorCallsFromSelf().forEach(call -> all.add(name(call.getTarget())));
    return all;
  }

  private static String name(AccessTarget target) {
    return target.getOwner().getName() + "." + target.getName();
  }
}
