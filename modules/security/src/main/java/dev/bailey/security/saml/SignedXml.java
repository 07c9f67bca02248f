package dev.bailey.security.saml;

import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/// Elements that a provider has signed. What is read of them afterwards is parsed anew from the
/// very bytes that the signature covers: whatever else stands in the document, or was moved in it,
/// has no part in that, and comments have none either.
final class SignedXml {
  private static final Logger LOG = LoggerFactory.getLogger(SignedXml.class);
  private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";

  private static final Set<String> SIGNATURES =
      Set.of(
          "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
          "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
          "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
          "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
          "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1",
          "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1",
          "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
          "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
          "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512");

  private static final Set<String> DIGESTS =
      Set.of(
          "http://www.w3.org/2001/04/xmlenc#sha256",
          "http://www.w3.org/2001/04/xmldsig-more#sha384",
          "http://www.w3.org/2001/04/xmlenc#sha512");

  private SignedXml() {}

  /// Whether there is a signature on this element.
  static boolean isSigned(Element element) {
    return !Xml.children(element, Xml.SIGNATURE, "Signature").isEmpty();
  }

  /// The element as it was signed by one of the keys, without the signature.
  ///
  /// @throws dev.bailey.security.provider.ProviderException PROOF_INVALID
  static Element content(Element element, List<PublicKey> keys) {
    Element signature = Xml.child(element, Xml.SIGNATURE, "Signature");
    String id = Xml.attribute(element, "ID").orElse("");
    if (id.isEmpty() || occurrences(element.getOwnerDocument().getDocumentElement(), id) != 1) {
      throw Xml.invalid("what is signed is not one element");
    }
    element.setIdAttribute("ID", true);
    return keys.stream()
        .flatMap(key -> content(signature, id, key).stream())
        .findFirst()
        .orElseThrow(() -> Xml.invalid("its signature is not the identity provider's"));
  }

  private static Optional<Element> content(Element element, String id, PublicKey key) {
    try {
      var context = new DOMValidateContext(key, element);
      context.setProperty("org.jcp.xml.dsig.secureValidation", true);
      context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
      XMLSignature signature =
          XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
      Reference reference = reference(signature, id);
      if (!signature.validate(context)) {
        return Optional.empty();
      }
      return Optional.of(Xml.parse(reference.getDigestInputStream().readAllBytes()));
    } catch (MarshalException | XMLSignatureException | IOException | ClassCastException e) {
      LOG.warn("a signature of the identity provider was refused: {}", e.toString());
      return Optional.empty();
    }
  }

  /// The one thing that is signed: the element around the signature, by algorithms that hold.
  private static Reference reference(XMLSignature signature, String id) {
    SignedInfo signed = signature.getSignedInfo();
    String canonical = signed.getCanonicalizationMethod().getAlgorithm();
    if (!SIGNATURES.contains(signed.getSignatureMethod().getAlgorithm())
        || !Set.of(EXCLUSIVE, CanonicalizationMethod.INCLUSIVE).contains(canonical)) {
      throw Xml.invalid("it is signed by an algorithm that is not taken");
    }
    if (signed.getReferences().size() != 1 || !signature.getObjects().isEmpty()) {
      throw Xml.invalid("its signature covers something else");
    }
    Reference reference = signed.getReferences().getFirst();
    boolean plain =
        reference.getTransforms().stream()
            .map(Transform::getAlgorithm)
            .allMatch(Set.of(Transform.ENVELOPED, EXCLUSIVE)::contains);
    if (!("#" + id).equals(reference.getURI())
        || !plain
        || !DIGESTS.contains(reference.getDigestMethod().getAlgorithm())) {
      throw Xml.invalid("its signature covers something else");
    }
    return reference;
  }

  /// How many elements have this id, however they spell it.
  private static int occurrences(Element element, String id) {
    int count = 0;
    for (String name : List.of("ID", "Id", "id")) {
      count += element.getAttribute(name).equals(id) ? 1 : 0;
    }
    var nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      count += nodes.item(i) instanceof Element child ? occurrences(child, id) : 0;
    }
    return count;
  }
}
