package dev.bailey.warehouse.tls;

import dev.bailey.registry.tls.Authorities;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Certificates and keys in PEM. A profile names files; a connection of the appliance, where a path
/// means nothing to its users, may hold the text itself.
public final class Pem {
  private static final String BEGINNING = "-----BEGIN ";

  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private Pem() {}

  /// What the client shows of itself; nothing unless both are named.
  ///
  /// @param certificate a file, or the text itself
  /// @param key a file, or the text itself: an unencrypted PKCS#8 key
  public static KeyManager @Nullable [] keys(Optional<String> certificate, Optional<String> key)
      throws GeneralSecurityException, IOException {
    if (certificate.isEmpty() || key.isEmpty()) {
      return null;
    }
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = certificates(certificate.get()).toArray(new Certificate[0]);
    store.setKeyEntry("client", privateKey(key.get()), new char[0], chain);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  /// Trusts the certificates of a file or text, or without one those that the system trusts.
  public static X509TrustManager trust(Optional<String> root)
      throws GeneralSecurityException, IOException {
    if (root.isEmpty()) {
      return Authorities.trusting("");
    }
    String said = text(root.get());
    try {
      return Authorities.only(said);
    } catch (IllegalArgumentException e) {
      throw new CertificateException(name(root.get()) + ": " + e.getMessage(), e);
    }
  }

  /// Encrypts without asking with whom: what `prefer` and `require` mean in PostgreSQL.
  public static X509TrustManager trustAnybody() {
    return new X509TrustManager() {
      @Override
      public void checkClientTrusted(X509Certificate[] chain, String authType) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String authType) {}

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
      }
    };
  }

  /// Whether a setting is the text itself rather than the name of a file.
  public static boolean isText(String said) {
    return said.strip().startsWith(BEGINNING);
  }

  private static String text(String said) throws IOException {
    return isText(said) ? said.strip() : Files.readString(Path.of(said));
  }

  private static String name(String said) {
    return isText(said) ? "the text" : String.valueOf(Path.of(said).getFileName());
  }

  private static Collection<? extends Certificate> certificates(String said)
      throws GeneralSecurityException, IOException {
    var bytes = new ByteArrayInputStream(text(said).getBytes(StandardCharsets.ISO_8859_1));
    return new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(bytes));
  }

  private static PrivateKey privateKey(String said) throws GeneralSecurityException, IOException {
    Matcher pem = PKCS8.matcher(text(said));
    if (!pem.find()) {
      throw new InvalidKeySpecException(
          "%s holds no unencrypted PKCS#8 key (openssl pkcs8 -topk8 -nocrypt makes one)"
              .formatted(name(said)));
    }
    var bytes = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(bytes);
      } catch (InvalidKeySpecException e) {
        // Not this algorithm; PKCS#8 names it, but Java does not read the name for us.
      }
    }
    throw new InvalidKeySpecException(name(said) + " holds a key of an unknown kind");
  }
}
