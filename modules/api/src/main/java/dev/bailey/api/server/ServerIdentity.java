package dev.bailey.api.server;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/// The certificate by which browsers know this server, with its private key.
///
/// The operator's own, or one that signs itself, made on first start: P-256, valid for 366 days
/// (Mozilla's limit), made anew at a start within 30 days of its end.
///
/// @param chain the server's certificate first
public record ServerIdentity(PrivateKey key, List<X509Certificate> chain) {
  private static final Duration VALID = Duration.ofDays(366);
  private static final Duration RENEW = Duration.ofDays(30);

  public ServerIdentity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("an identity has a certificate");
    }
  }

  /// Where a self-made identity is kept between starts; the keeper encrypts it.
  public interface Keep {

    /// What was kept, or empty.
    Optional<byte[]> load();

    /// Keeps these bytes instead of the old ones.
    void save(byte[] pem);
  }

  /// The kept identity, or a new one when there is none or it ends soon.
  public static ServerIdentity kept(
      Keep keep, List<String> names, SecureRandom random, Clock clock) {
    Optional<ServerIdentity> old =
        keep.load().map(ServerIdentity::ofPem).filter(known -> known.serves(names, clock));
    return old.orElseGet(() -> {
      ServerIdentity made = selfSigned(names, random, clock.instant());
      keep.save(made.pem().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return made;
    });
  }

  /// A new identity that nobody keeps, for as long as there is nothing to keep it in.
  public static ServerIdentity passing(List<String> names, SecureRandom random, Clock clock) {
    return selfSigned(names, random, clock.instant());
  }

  /// Reads certificates and an unencrypted key in PEM, in any order.
  ///
  /// @throws ServerException when they cannot be read or do not belong together
  public static ServerIdentity ofPem(byte[] pem) {
    return ofPem(new String(pem, java.nio.charset.StandardCharsets.US_ASCII));
  }

  static ServerIdentity ofPem(String pem) {
    var chain = new ArrayList<X509Certificate>();
    Optional<PrivateKey> key = Optional.empty();
    try (var parser = new PEMParser(new StringReader(pem))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        switch (part) {
          case X509CertificateHolder certificate -> chain.add(certificate(certificate));
          case PEMKeyPair pair -> key = Optional.of(privateKey(pair.getPrivateKeyInfo()));
          case PrivateKeyInfo info -> key = Optional.of(privateKey(info));
          default -> {}
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException("the certificate or its key is not readable PEM", e);
    }
    if (key.isEmpty() || chain.isEmpty()) {
      throw new ServerException(
          "TLS needs a certificate and its unencrypted private key, both in PEM");
    }
    return new ServerIdentity(key.get(), chain).checked();
  }

  private ServerIdentity checked() {
    try {
      var signature =
          java.security.Signature.getInstance(
              key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
      byte[] probe = {1, 2, 3};
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(chain.getFirst());
      signature.update(probe);
      if (!signature.verify(signed)) {
        throw new ServerException("the private key does not belong to the certificate");
      }
      return this;
    } catch (GeneralSecurityException e) {
      throw new ServerException("the private key does not belong to the certificate", e);
    }
  }

  /// SHA-256 of the certificate in hex pairs, to compare with what a browser shows.
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain.getFirst().getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new ServerException("the certificate cannot be encoded", e);
    }
  }

  /// The certificate in PEM, for clients that must trust it.
  public String certificatePem() {
    return pem(List.of(chain.getFirst()));
  }

  private String pem() {
    var parts = new ArrayList<Object>(chain);
    // PKCS #8: the older form of an EC key does not name its curve when the key comes from the JDK.
    parts.add(new PemObject("PRIVATE KEY", key.getEncoded()));
    return pem(parts);
  }

  private static String pem(List<?> parts) {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      for (Object part : parts) {
        writer.writeObject(part);
      }
    } catch (IOException e) {
      throw new ServerException("the certificate cannot be written", e);
    }
    return text.toString();
  }

  private boolean serves(List<String> names, Clock clock) {
    Instant end = chain.getFirst().getNotAfter().toInstant();
    return end.minus(RENEW).isAfter(clock.instant()) && namesOf().containsAll(names);
  }

  private List<String> namesOf() {
    try {
      var names = new ArrayList<String>();
      var alternatives = chain.getFirst().getSubjectAlternativeNames();
      if (alternatives != null) {
        alternatives.forEach(name -> names.add(String.valueOf(name.get(1))));
      }
      return names;
    } catch (GeneralSecurityException e) {
      return List.of();
    }
  }

  private static ServerIdentity selfSigned(List<String> names, SecureRandom random, Instant now) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      return new ServerIdentity(pair.getPrivate(), List.of(sign(pair, names, random, now)));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new ServerException("a certificate could not be made", e);
    }
  }

  private static X509Certificate sign(
      KeyPair pair, List<String> names, SecureRandom random, Instant now)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    var subject = new X500Name("CN=" + names.getFirst());
    var builder =
        new JcaX509v3CertificateBuilder(
            subject,
            new BigInteger(127, random),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(VALID).minus(Duration.ofHours(1))),
            subject,
            pair.getPublic());
    builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    return certificate(
        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
  }

  private static GeneralNames alternatives(List<String> names) {
    return new GeneralNames(
        names.stream()
            .map(name ->
                new GeneralName(
                    isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  private static boolean isAddress(String name) {
    return name.matches("[0-9.]+") || name.contains(":");
  }

  private static X509Certificate certificate(X509CertificateHolder holder)
      throws java.security.cert.CertificateException {
    return new JcaX509CertificateConverter().getCertificate(holder);
  }

  private static PrivateKey privateKey(PrivateKeyInfo info) throws IOException {
    return new JcaPEMKeyConverter().getPrivateKey(info);
  }

  @Override
  public String toString() {
    return "ServerIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
