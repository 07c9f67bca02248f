package dev.bailey.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The certificate that the server shows, over its starts.
class ServerIdentityTest {
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1");
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);

  private final Kept kept = new Kept();
  private final SecureRandom random = new SecureRandom();

  @Test
  void theNextStartShowsTheSameCertificate() {
    ServerIdentity first = ServerIdentity.kept(kept, NAMES, random, NOW);

    ServerIdentity next = ServerIdentity.kept(kept, NAMES, random, NOW);

    assertThat(next.fingerprint()).isEqualTo(first.fingerprint());
  }

  @Test
  void anotherNameMakesAnotherCertificate() {
    ServerIdentity first = ServerIdentity.kept(kept, NAMES, random, NOW);

    ServerIdentity next =
        ServerIdentity.kept(kept, List.of("bailey.example", "localhost"), random, NOW);

    assertThat(next.fingerprint()).isNotEqualTo(first.fingerprint());
  }

  @Test
  void aCertificateIsRenewedBeforeItEnds() {
    ServerIdentity first = ServerIdentity.kept(kept, NAMES, random, NOW);
    Clock later = Clock.offset(NOW, Duration.ofDays(10_000));

    ServerIdentity next = ServerIdentity.kept(kept, NAMES, random, later);

    assertThat(next.fingerprint()).isNotEqualTo(first.fingerprint());
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String key =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    String pem = ServerIdentity.kept(kept, NAMES, random, NOW).certificatePem() + key;

    assertThatThrownBy(() -> ServerIdentity.ofPem(pem.getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("does not belong");
  }

  @Test
  void aFileWithoutAKeySaysWhatIsNeeded() {
    String pem = ServerIdentity.kept(kept, NAMES, random, NOW).certificatePem();

    assertThatThrownBy(() -> ServerIdentity.ofPem(pem.getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("unencrypted private key");
  }

  private static final class Kept implements ServerIdentity.Keep {
    private Optional<byte[]> pem = Optional.empty();

    @Override
    public Optional<byte[]> load() {
      return pem;
    }

    @Override
    public void save(byte[] made) {
      pem = Optional.of(made);
    }
  }
}
