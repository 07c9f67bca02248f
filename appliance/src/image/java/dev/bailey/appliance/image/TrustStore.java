package dev.bailey.appliance.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.SortedMap;

/// The certificate authorities that the image trusts: the public ones that Debian ships, and no
/// other. jlink would copy those of the machine that builds, private authorities included.
final class TrustStore {
  private TrustStore() {}

  /// Writes a PKCS #12 file without a password, the same bytes each time.
  ///
  /// @param roots name to certificate in PEM
  static void write(SortedMap<String, byte[]> roots, Path file) {
    // Salts are random, so nothing in this file is encrypted or MACed: certificates are public.
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    try (OutputStream out = Files.newOutputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      var x509 = CertificateFactory.getInstance("X.509");
      for (var root : roots.entrySet()) {
        store.setCertificateEntry(
            root.getKey(), x509.generateCertificate(new ByteArrayInputStream(root.getValue())));
      }
      store.store(out, null);
    } catch (GeneralSecurityException | IOException e) {
      throw new ImageException("cannot write " + file, e);
    } finally {
      System.clearProperty("keystore.pkcs12.certProtectionAlgorithm");
      System.clearProperty("keystore.pkcs12.macAlgorithm");
    }
  }
}
