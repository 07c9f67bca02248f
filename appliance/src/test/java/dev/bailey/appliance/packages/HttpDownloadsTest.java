package dev.bailey.appliance.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.deps.DepsException;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.PackageHub;
import dev.bailey.warehouse.egress.AllowList;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.egress.EgressRange;
import dev.bailey.warehouse.egress.Resolver;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpDownloadsTest {
  private static final byte[] TEXT = "hello".getBytes(StandardCharsets.UTF_8);
  private static final long PLENTY = 1000;

  @TempDir private Path directory;

  private PackageHub hub;

  @BeforeEach
  void start() {
    hub = PackageHub.https(directory, new GitClient(directory));
    hub.serve("/file", TEXT);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private HttpDownloads downloads(EgressPolicy policy) {
    return new HttpDownloads(
        policy, TrustedSockets.trusting(hub.authority()), false, Duration.ofMillis(1));
  }

  private URI at(String path) {
    return URI.create(hub.url(path));
  }

  @Test
  void aFileIsDownloadedOverTlsFromTheAddressThatThePolicyNames() {
    EgressPolicy elsewhere = (_, _) -> hub.address();
    // The certificate is for localhost; only the policy knows where that is.
    URI named = URI.create("https://localhost:1/file");

    assertThat(downloads(elsewhere).get(named, PLENTY)).isEqualTo(TEXT);
  }

  @Test
  void aHostThatNobodyAllowedIsNamedWithTheSetting() {
    var nowhere =
        new AllowList(() -> List.of(new EgressRange("example.com", 443, 443)), Resolver.system());

    assertThatThrownBy(() -> downloads(nowhere).get(URI.create("https://hub.getdbt.com/x"), PLENTY))
        .isInstanceOf(DepsException.class)
        .hasMessageContaining("hub.getdbt.com:443")
        .hasMessageContaining("`egress_allow`");
  }

  @Test
  void aRedirectIsFollowedOnlyWhereThePolicyAllowsIt() {
    hub.move("/near", hub.url("/file"));
    hub.move("/far", "https://example.com/file");
    EgressPolicy policy =
        new AllowList(() -> List.of(new EgressRange("localhost", 1, 65_535)), Resolver.system());

    assertThat(downloads(policy).get(at("/near"), PLENTY)).isEqualTo(TEXT);
    assertThatThrownBy(() -> downloads(policy).get(at("/far"), PLENTY))
        .hasMessageContaining("The egress policy refuses example.com:443");
  }

  @Test
  void aRedirectNeverLeavesTls() {
    hub.move("/plain", "http://localhost/file");

    assertThatThrownBy(() -> downloads(EgressPolicy.everywhere()).get(at("/plain"), PLENTY))
        .hasMessageContaining("redirects to an address without TLS");
  }

  @Test
  void redirectsInCirclesEnd() {
    hub.move("/circle", hub.url("/circle"));

    assertThatThrownBy(() -> downloads(EgressPolicy.everywhere()).get(at("/circle"), PLENTY))
        .hasMessageContaining("redirects in circles");
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() {
    hub.refuse("/file", 3);

    assertThat(downloads(EgressPolicy.everywhere()).get(at("/file"), PLENTY)).isEqualTo(TEXT);
    assertThat(hub.requests()).hasSize(4);
  }

  @Test
  void aServerThatStaysBusyIsGivenUp() {
    hub.refuse("/file", 100);

    assertThatThrownBy(() -> downloads(EgressPolicy.everywhere()).get(at("/file"), PLENTY))
        .hasMessageContaining("External connection exception occurred")
        .hasMessageContaining("answered 503 for /file");
    assertThat(hub.requests()).hasSize(6);
  }

  @Test
  void whatIsNotThereIsAskedForOnce() {
    assertThatThrownBy(() -> downloads(EgressPolicy.everywhere()).get(at("/nothing"), PLENTY))
        .hasMessageContaining("answered 404 for /nothing");
    assertThat(hub.requests()).hasSize(1);
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    assertThatThrownBy(() -> downloads(EgressPolicy.everywhere()).get(at("/file"), 4))
        .hasMessageContaining("sends more than the 4 bytes that are allowed for /file");
  }

  @Test
  void anUnknownAuthorityIsNotTrusted() {
    var downloads =
        new HttpDownloads(
            EgressPolicy.everywhere(), TrustedSockets.trusting(""), false, Duration.ZERO);

    assertThatThrownBy(() -> downloads.get(at("/file"), PLENTY))
        .hasMessageContaining("is not trusted")
        .hasMessageContaining("name the authority in git_authorities");
    assertThat(hub.requests()).isEmpty();
  }

  @Test
  void withoutTlsNothingIsDownloaded() {
    assertThatThrownBy(() ->
            downloads(EgressPolicy.everywhere())
                .get(URI.create("http://localhost/s3cret?token=t0ken"), PLENTY))
        .hasMessage("Packages are downloaded over HTTPS only, not from 'http://localhost/s3cret'.");
  }

  @Test
  void aHostWhereNothingListensIsNamed() throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    assertThatThrownBy(() ->
            downloads(EgressPolicy.everywhere())
                .get(URI.create("https://localhost:" + port + "/x"), PLENTY))
        .hasMessageContaining("localhost:" + port + ": Connection refused, 6 times in a row");
  }
}
