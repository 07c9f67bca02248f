package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.Scanners;
import dev.bailey.testkit.TlsCertificates;
import dev.bailey.testkit.TlsCertificates.Wish;
import dev.bailey.testkit.TlsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What sslyze finds in the server as it is distributed, measured by Mozilla's intermediate
/// profile.
@Tag("slow")
final class ScannedTlsTest {
  @TempDir Path directory;

  @Test
  void theServerMeetsMozillasIntermediateProfileAndHasNoKnownWeakness() throws Exception {
    Scanners scanners = Scanners.required();
    var certificates = new TlsCertificates(directory, new GitClient(directory));
    Path authority = certificates.authority("authority", "rsa:2048");
    var shown =
        certificates.signed(
            "authority", "server", Wish.good().keyed("ec -pkeyopt ec_paramgen_curve:P-256"));
    try (var server =
        ServerProcess.start(
            Files.createDirectory(directory.resolve("home")),
            Map.of(
                "BAILEY_PUBLIC_NAME",
                "localhost",
                "BAILEY_TLS_CERTIFICATE",
                shown.certificate().toString(),
                "BAILEY_TLS_KEY",
                shown.key().toString()))) {

      var scan = scanners.sslyze(directory, server.client().port(), authority);

      assertThat(scan.status()).as(scan.said()).isZero();
      var found = Client.json(scan.json()).at("/server_scan_results/0/scan_result");
      assertThat(
              found.at("/session_renegotiation/result/is_vulnerable_to_client_renegotiation_dos"))
          .hasToString("false");
      assertThat(found.at("/session_renegotiation/result/supports_secure_renegotiation"))
          .hasToString("true");
      assertThat(found.at("/heartbleed/result/is_vulnerable_to_heartbleed")).hasToString("false");
      assertThat(found.at("/openssl_ccs_injection/result/is_vulnerable_to_ccs_injection"))
          .hasToString("false");
      assertThat(found.at("/tls_compression/result/supports_compression")).hasToString("false");
    }
  }

  @Test
  void aServerWithOldTlsDoesNotMeetIt() throws Exception {
    Scanners scanners = Scanners.required();
    var certificates = new TlsCertificates(directory, new GitClient(directory));
    Path authority = certificates.authority("authority", "rsa:2048");
    var shown = certificates.signed("authority", "good", Wish.good());
    try (var server =
        new TlsServer(
            directory,
            shown,
            List.of("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"),
            TlsServer.Opening.none())) {

      var scan = scanners.sslyze(directory, server.port(), authority);

      assertThat(scan.status()).isNotZero();
    }
  }
}
