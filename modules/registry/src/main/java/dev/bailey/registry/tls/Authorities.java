package dev.bailey.registry.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Whom outgoing TLS connections trust: the system's authorities and the operator's own. Weak
/// certificates are refused whoever signed them; Java itself refuses them only from authorities
/// that it came with.
public final class Authorities {
  private Authorities() {}

  /// @param pem certificates in PEM that are trusted besides the system's; may be empty
  /// @throws IllegalArgumentException when they cannot be used
  public static TrustManager[] trusting(String pem) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (var certificate : system()) {
        store.setCertificateEntry("system-" + count++, certificate);
      }
      for (var certificate : parse(pem)) {
        store.setCertificateEntry("own-" + count++, certificate);
      }
      var parameters = new PKIXBuilderParameters(store, new X509CertSelector());
      parameters.setRevocationEnabled(false);
      parameters.addCertPathChecker(new Strength());
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(new CertPathTrustManagerParameters(parameters));
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "the trusted certificates cannot be used: " + e.getMessage(), e);
    }
  }

  private static X509Certificate[] system() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  private static Collection<? extends Certificate> parse(String pem)
      throws GeneralSecurityException {
    if (pem.isBlank()) {
      return Set.of();
    }
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  /// No SHA-1, no MD5, no RSA below 2048 bits.
  private static final class Strength extends PKIXCertPathChecker {
    private static final int RSA_BITS = 2048;

    @Override
    public void init(boolean forward) {}

    @Override
    public boolean isForwardCheckingSupported() {
      return true;
    }

    @Override
    public Set<String> getSupportedExtensions() {
      return Set.of();
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolvedCritExts)
        throws CertPathValidatorException {
      if (certificate instanceof X509Certificate x509) {
        String algorithm = x509.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.contains("SHA1") || algorithm.contains("MD5") || algorithm.contains("MD2")) {
          throw new CertPathValidatorException("a certificate is signed with " + algorithm);
        }
      }
      if (certificate.getPublicKey() instanceof RSAPublicKey rsa
          && rsa.getModulus().bitLength() < RSA_BITS) {
        throw new CertPathValidatorException(
            "a certificate has an RSA key of only " + rsa.getModulus().bitLength() + " bits");
      }
    }
  }
}
