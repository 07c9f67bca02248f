package dev.bailey.security.saml;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/// Takes the assertion out of a response: signed by the provider, by itself or with the response
/// around it, or both; encrypted or not (SAML Core 3.2.2, Profiles 4.1.4.3).
final class SamlResponse {
  private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

  private final SamlSettings settings;

  SamlResponse(SamlSettings settings) {
    this.settings = settings;
  }

  /// @param request the id of the request that it answers
  /// @throws dev.bailey.security.provider.ProviderException PROOF_INVALID, REFUSED_THERE or
  ///   OTHER_PROVIDER
  Assertion read(byte[] xml, String request, Instant now) {
    Element response = Xml.parse(xml);
    if (!Xml.is(response, Xml.PROTOCOL, "Response")) {
      throw Xml.invalid("it is no response");
    }
    Optional<Element> signed =
        SignedXml.isSigned(response)
            ? Optional.of(SignedXml.content(response, settings.peer().keys()))
            : Optional.empty();
    check(signed.orElse(response), request);
    var assertion = new Assertion(assertion(response, signed), settings);
    assertion.check(request, now);
    return assertion;
  }

  private void check(Element response, String request) {
    List<Element> issuers = Xml.children(response, Xml.ASSERTION, "Issuer");
    if (!issuers.isEmpty()) {
      Assertion.refuseOthers(Xml.text(issuers.getFirst()), settings);
    }
    if (!response.getAttribute("Version").equals("2.0")
        || !response.getAttribute("Destination").equals(settings.consumer().toString())) {
      throw Xml.invalid("it is meant for another place");
    }
    if (!response.getAttribute("InResponseTo").equals(request)) {
      throw Xml.invalid("it answers another sign-in");
    }
    Element code =
        Xml.child(Xml.child(response, Xml.PROTOCOL, "Status"), Xml.PROTOCOL, "StatusCode");
    if (!code.getAttribute("Value").equals(SUCCESS)) {
      throw Assertion.refusedThere();
    }
  }

  private Element assertion(Element response, Optional<Element> signed) {
    Element outer = signed.orElse(response);
    List<Element> plain = Xml.children(outer, Xml.ASSERTION, "Assertion");
    List<Element> encrypted = Xml.children(outer, Xml.ASSERTION, "EncryptedAssertion");
    if (plain.size() + encrypted.size() != 1) {
      throw Xml.invalid("it has not just one assertion");
    }
    // Signatures are checked where they were made; what counts is what they cover.
    Element found =
        encrypted.isEmpty()
            ? Xml.child(response, Xml.ASSERTION, "Assertion")
            : EncryptedXml.open(encrypted.getFirst(), settings.key());
    if (!Xml.is(found, Xml.ASSERTION, "Assertion")) {
      throw Xml.invalid("it has no assertion");
    }
    if (SignedXml.isSigned(found)) {
      return SignedXml.content(found, settings.peer().keys());
    }
    if (signed.isEmpty()) {
      throw Xml.invalid("it is not signed");
    }
    return encrypted.isEmpty() ? plain.getFirst() : found;
  }
}
