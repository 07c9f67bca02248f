package dev.bailey.registry.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// Whom outgoing TLS connections trust. Weak certificates are refused whoever signed them, and so
/// are weak authorities of the operator's own.
public final class Authorities {
  private Authorities() {}

  /// The system's authorities, and the operator's own.
  ///
  /// @param pem certificates in PEM; may be empty
  /// @throws IllegalArgumentException when they cannot be used
  public static X509ExtendedTrustManager trusting(String pem) {
    try {
      var all = new ArrayList<>(system());
      if (!pem.isBlank()) {
        all.addAll(parse(pem));
      }
      return judging(all);
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  /// These authorities, and not the system's.
  ///
  /// @param pem certificates in PEM, at least one
  /// @throws IllegalArgumentException when they cannot be used
  public static X509ExtendedTrustManager only(String pem) {
    try {
      return judging(parse(pem));
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  private static IllegalArgumentException unusable(Exception e) {
    return new IllegalArgumentException(
        "the trusted certificates cannot be used: " + e.getMessage(), e);
  }

  private static X509ExtendedTrustManager judging(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    var parameters = new PKIXBuilderParameters(store, new X509CertSelector());
    parameters.setRevocationEnabled(false);
    parameters.addCertPathChecker(new Strength());
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return new ServerTrust((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
  }

  private static List<X509Certificate> system() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
        .toList();
  }

  private static List<X509Certificate> parse(String pem) throws GeneralSecurityException {
    var found = new ArrayList<X509Certificate>();
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1));
    for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
      var authority = (X509Certificate) certificate;
      Strength.key(authority);
      found.add(authority);
    }
    if (found.isEmpty()) {
      throw new CertificateException("there is no certificate in PEM");
    }
    return found;
  }
}
