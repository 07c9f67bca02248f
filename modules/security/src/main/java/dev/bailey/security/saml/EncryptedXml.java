package dev.bailey.security.saml;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.w3c.dom.Element;

/// Assertions that a provider has encrypted for this appliance: by AES-GCM, under a key that
/// RSA-OAEP wraps (XML Encryption 1.1). Older ways are refused, for they tell an attacker who tries
/// often enough what was encrypted: CBC and the padding of PKCS #1.
final class EncryptedXml {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final String SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";

  private static final Map<String, Integer> CIPHERS =
      Map.of(
          Xml.ENCRYPTION_11 + "aes128-gcm", 16,
          Xml.ENCRYPTION_11 + "aes192-gcm", 24,
          Xml.ENCRYPTION_11 + "aes256-gcm", 32);

  private static final Map<String, String> DIGESTS =
      Map.of(
          SHA1,
          "SHA-1",
          "http://www.w3.org/2001/04/xmlenc#sha256",
          "SHA-256",
          "http://www.w3.org/2001/04/xmldsig-more#sha384",
          "SHA-384",
          "http://www.w3.org/2001/04/xmlenc#sha512",
          "SHA-512");

  private static final Map<String, MGF1ParameterSpec> MASKS =
      Map.of(
          Xml.ENCRYPTION_11 + "mgf1sha1", MGF1ParameterSpec.SHA1,
          Xml.ENCRYPTION_11 + "mgf1sha256", MGF1ParameterSpec.SHA256,
          Xml.ENCRYPTION_11 + "mgf1sha384", MGF1ParameterSpec.SHA384,
          Xml.ENCRYPTION_11 + "mgf1sha512", MGF1ParameterSpec.SHA512);

  private EncryptedXml() {}

  /// What is in an `EncryptedAssertion`.
  ///
  /// @throws dev.bailey.security.provider.ProviderException PROOF_INVALID
  static Element open(Element encrypted, PrivateKey key) {
    Element data = Xml.child(encrypted, Xml.ENCRYPTION, "EncryptedData");
    String algorithm = algorithm(data);
    int length =
        Optional.ofNullable(CIPHERS.get(algorithm))
            .orElseThrow(
                () -> Xml.invalid("it is encrypted by %s; AES-GCM is taken".formatted(algorithm)));
    try {
      byte[] secret = unwrap(wrapped(encrypted, data), key);
      if (secret.length != length) {
        throw Xml.invalid("it cannot be decrypted");
      }
      byte[] bytes = value(data);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(secret, "AES"),
          new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE));
      return Xml.parse(cipher.doFinal(bytes, NONCE, bytes.length - NONCE));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw Xml.invalid("it cannot be decrypted");
    }
  }

  /// The key stands within the data or beside it.
  private static Element wrapped(Element encrypted, Element data) {
    List<Element> keys =
        Stream.concat(
                Xml.children(data, Xml.SIGNATURE, "KeyInfo").stream()
                    .flatMap(info -> Xml.children(info, Xml.ENCRYPTION, "EncryptedKey").stream()),
                Xml.children(encrypted, Xml.ENCRYPTION, "EncryptedKey").stream())
            .toList();
    if (keys.size() != 1) {
      throw Xml.invalid("it is encrypted for more than one, or for nobody");
    }
    return keys.getFirst();
  }

  private static byte[] unwrap(Element wrapped, PrivateKey key) throws GeneralSecurityException {
    String algorithm = algorithm(wrapped);
    boolean older = algorithm.equals(Xml.ENCRYPTION + "rsa-oaep-mgf1p");
    if (!older && !algorithm.equals(Xml.ENCRYPTION_11 + "rsa-oaep")) {
      throw Xml.invalid("its key is wrapped by %s; RSA-OAEP is taken".formatted(algorithm));
    }
    Element method = Xml.child(wrapped, Xml.ENCRYPTION, "EncryptionMethod");
    String digest = named(method, Xml.SIGNATURE, "DigestMethod").orElse(SHA1);
    String mask = named(method, Xml.ENCRYPTION_11, "MGF").orElse(Xml.ENCRYPTION_11 + "mgf1sha1");
    if (!DIGESTS.containsKey(digest) || !MASKS.containsKey(mask)) {
      throw Xml.invalid("its key is wrapped in a way that is not taken");
    }
    var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        key,
        new OAEPParameterSpec(
            String.valueOf(DIGESTS.get(digest)),
            "MGF1",
            MASKS.get(mask),
            PSource.PSpecified.DEFAULT));
    return cipher.doFinal(value(wrapped));
  }

  private static String algorithm(Element element) {
    return Xml.child(element, Xml.ENCRYPTION, "EncryptionMethod").getAttribute("Algorithm");
  }

  private static Optional<String> named(Element method, String namespace, String name) {
    return Xml.children(method, namespace, name).stream()
        .findFirst()
        .map(element -> element.getAttribute("Algorithm"));
  }

  private static byte[] value(Element element) {
    Element data = Xml.child(element, Xml.ENCRYPTION, "CipherData");
    return Base64.getMimeDecoder().decode(Xml.text(Xml.child(data, Xml.ENCRYPTION, "CipherValue")));
  }
}
