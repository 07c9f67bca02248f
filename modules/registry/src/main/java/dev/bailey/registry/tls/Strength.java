package dev.bailey.registry.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/// No SHA-1, no MD5, no DSA, no RSA below 2048 bits, no elliptic curve below 224: what Java itself
/// asks only of the authorities that it came with.
final class Strength extends PKIXCertPathChecker {
  private static final int RSA_BITS = 2048;
  private static final int CURVE_BITS = 224;
  private static final Set<String> BROKEN = Set.of("SHA1", "MD5", "MD2");

  /// A certificate that anybody with patience could forge.
  static final class Weak extends CertPathValidatorException {
    private static final long serialVersionUID = 1;

    Weak(String why) {
      super(why);
    }
  }

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
  public void check(Certificate certificate, Collection<String> unresolvedCritExts) throws Weak {
    if (certificate instanceof X509Certificate x509) {
      signature(x509);
      key(x509);
    }
  }

  /// How it was signed. A root is trusted for being listed, not for its signature: of one that is
  /// not asked.
  static void signature(X509Certificate certificate) throws Weak {
    String algorithm = certificate.getSigAlgName();
    if (BROKEN.stream().anyMatch(algorithm.toUpperCase(Locale.ROOT)::contains)) {
      throw new Weak("a certificate of it is signed with " + algorithm);
    }
  }

  /// What it proves things with.
  static void key(X509Certificate certificate) throws Weak {
    switch (certificate.getPublicKey()) {
      case RSAPublicKey rsa when rsa.getModulus().bitLength() < RSA_BITS ->
          throw new Weak(
              "a certificate of it has an RSA key of only %d bits"
                  .formatted(rsa.getModulus().bitLength()));
      case ECPublicKey curve when curve.getParams().getOrder().bitLength() < CURVE_BITS ->
          throw new Weak(
              "a certificate of it has an elliptic curve of only %d bits"
                  .formatted(curve.getParams().getOrder().bitLength()));
      case DSAPublicKey _ -> throw new Weak("a certificate of it has a DSA key");
      default -> {}
    }
  }
}
