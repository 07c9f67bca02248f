package dev.bailey.security;

import static java.util.Objects.requireNonNull;

import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.util.OID;
import com.unboundid.util.ObjectPair;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;

/// An authority that signs certificates of every kind, in memory.
public final class TestAuthority {
  private static final byte DNS_NAME = (byte) 0x82;

  private final Identity own;

  private record Identity(X509Certificate certificate, KeyPair keys) {}

  public TestAuthority() throws Exception {
    own =
        selfSigned(Kind.GOOD, "CN=Authority", extension("2.5.29.19", true, new ASN1Boolean(true)));
  }

  /// What is right or wrong with a certificate.
  public enum Kind {
    GOOD,
    OTHER_HOST,
    EXPIRED,
    WEAK_KEY,
    WEAK_SIGNATURE
  }

  /// The certificate to trust.
  public String pem() {
    return own.certificate().toPEMString();
  }

  /// What a server needs in order to show a certificate of this kind.
  public SSLUtil identity(Kind kind) throws Exception {
    String host = kind == Kind.OTHER_HOST ? "elsewhere.example" : "localhost";
    X509CertificateExtension names =
        extension("2.5.29.17", false, new ASN1OctetString(DNS_NAME, host));
    Identity subject = selfSigned(kind, "CN=server");
    X509Certificate unsigned = subject.certificate();
    X509Certificate signed =
        X509Certificate.generateIssuerSignedCertificate(
            kind == Kind.WEAK_SIGNATURE
                ? SignatureAlgorithmIdentifier.SHA_1_WITH_ECDSA
                : SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
            own.certificate(),
            own.keys().getPrivate(),
            unsigned.getPublicKeyAlgorithmOID(),
            unsigned.getPublicKeyAlgorithmParameters(),
            unsigned.getEncodedPublicKey(),
            unsigned.getDecodedPublicKey(),
            new DN("CN=server"),
            day(-30),
            day(kind == Kind.EXPIRED ? -1 : 30),
            names);
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    var chain = new Certificate[] {signed.toCertificate(), own.certificate().toCertificate()};
    store.setKeyEntry("server", subject.keys().getPrivate(), new char[0], chain);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    return new SSLUtil(keys.getKeyManagers(), null);
  }

  private static Identity selfSigned(Kind kind, String name, X509CertificateExtension... extensions)
      throws Exception {
    boolean rsa = kind == Kind.WEAK_KEY;
    ObjectPair<X509Certificate, KeyPair> made =
        X509Certificate.generateSelfSignedCertificate(
            rsa
                ? SignatureAlgorithmIdentifier.SHA_256_WITH_RSA
                : SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
            rsa ? PublicKeyAlgorithmIdentifier.RSA : PublicKeyAlgorithmIdentifier.EC,
            rsa ? 1024 : 256,
            new DN(name),
            day(-30),
            day(30),
            extensions);
    return new Identity(requireNonNull(made.getFirst()), requireNonNull(made.getSecond()));
  }

  private static X509CertificateExtension extension(
      String oid, boolean critical, ASN1Element value) {
    return new X509CertificateExtension(new OID(oid), critical, new ASN1Sequence(value).encode());
  }

  private static long day(int fromNow) {
    return Instant.now().plus(Duration.ofDays(fromNow)).toEpochMilli();
  }
}
