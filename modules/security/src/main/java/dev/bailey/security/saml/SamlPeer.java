package dev.bailey.security.saml;

import dev.bailey.security.provider.ProviderException;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.w3c.dom.Element;

/// An identity provider, as its metadata describes it.
///
/// @param entity what it calls itself
/// @param signIn where browsers are sent with a request in the query
/// @param keys one of which signs what it says
public record SamlPeer(String entity, URI signIn, List<PublicKey> keys) {
  private static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
  private static final int LEAST_RSA_BITS = 2048;

  public SamlPeer {
    keys = List.copyOf(keys);
    if (entity.isBlank() || keys.isEmpty() || !"https".equals(signIn.getScheme())) {
      throw new IllegalArgumentException(
          "an identity provider has a name, a key and an https address");
    }
  }

  /// Reads metadata: of one provider, with the redirect binding.
  ///
  /// @throws IllegalArgumentException saying what is missing
  public static SamlPeer of(String metadata) {
    try {
      Element root = Xml.parse(metadata.getBytes(StandardCharsets.UTF_8));
      if (!Xml.is(root, Xml.METADATA, "EntityDescriptor")) {
        throw new IllegalArgumentException("the metadata must be one EntityDescriptor");
      }
      Element role = Xml.child(root, Xml.METADATA, "IDPSSODescriptor");
      return new SamlPeer(root.getAttribute("entityID"), signIn(role), keys(role));
    } catch (ProviderException e) {
      throw new IllegalArgumentException("the metadata cannot be used: " + e.getMessage(), e);
    }
  }

  private static URI signIn(Element role) {
    return Xml.children(role, Xml.METADATA, "SingleSignOnService").stream()
        .filter(service -> service.getAttribute("Binding").equals(REDIRECT))
        .findFirst()
        .map(service -> URI.create(service.getAttribute("Location")))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the metadata has no SingleSignOnService with the HTTP-Redirect binding"));
  }

  private static List<PublicKey> keys(Element role) {
    var keys = new ArrayList<PublicKey>();
    for (Element descriptor : Xml.children(role, Xml.METADATA, "KeyDescriptor")) {
      if (!descriptor.getAttribute("use").equals("encryption")) {
        Element info = Xml.child(descriptor, Xml.SIGNATURE, "KeyInfo");
        for (Element data : Xml.children(info, Xml.SIGNATURE, "X509Data")) {
          Xml.children(data, Xml.SIGNATURE, "X509Certificate").forEach(c -> keys.add(key(c)));
        }
      }
    }
    return keys;
  }

  /// Certificates in metadata are wrappings of keys: nobody looks at their names and ends.
  private static PublicKey key(Element certificate) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(Xml.text(certificate));
      PublicKey key =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes))
              .getPublicKey();
      if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
        throw new IllegalArgumentException("an RSA key has less than 2048 bits");
      }
      return key;
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate in the metadata is none", e);
    }
  }
}
