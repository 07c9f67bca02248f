package dev.bailey.security.saml;

import dev.bailey.security.user.ExternalId;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;

/// An identity provider that speaks SAML 2.0, with keys of its own, and does what a test wants it
/// to do wrong.
public final class TestSamlProvider {
  /// What it calls itself.
  public static final String ENTITY = "https://id.example/saml";

  /// Where browsers reach the appliance, as the provider has been told.
  public static final URI HOME = URI.create("https://bailey.example.com");

  /// Where it sends its answers.
  public static final String CONSUMER = HOME + "/sign-in/saml";

  /// What the appliance calls itself.
  public static final String AUDIENCE = HOME + "/api/bailey/v1/sign-in/saml/metadata";

  private static final KeyPair OWN = newKeys();
  private static final KeyPair OTHER = newKeys();
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final KeyPair APPLIANCE = newKeys();

  /// Whose key signs: its own, or somebody's.
  public boolean forging;

  /// What it signs.
  public boolean signsAssertion = true;

  /// What it signs.
  public boolean signsResponse = true;

  /// By what it signs.
  public String algorithm = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

  /// Whether it encrypts the assertion.
  public boolean encrypts;

  /// Changes the response before anything is signed.
  public UnaryOperator<String> writing = UnaryOperator.identity();

  /// Changes what was signed.
  public UnaryOperator<String> tampering = UnaryOperator.identity();

  /// Whom it signs in.
  public String nameId = "G-1";

  /// The groups of who signs in.
  public List<String> groups = List.of("finance");

  /// How the appliance knows it.
  public SamlProvider client(X509Certificate certificate, Clock clock) {
    var attributes = new SamlSettings.Attributes(Optional.empty(), "uid", "email", "groups");
    return new SamlProvider(
        new SamlSettings(
            new SamlPeer(ENTITY, URI.create(ENTITY + "/sso?x=1"), List.of(OWN.getPublic())),
            "Test SAML",
            HOME,
            APPLIANCE.getPrivate(),
            certificate,
            attributes),
        clock);
  }

  /// Who is known by the name that it gives.
  public ExternalId person() {
    return new ExternalId(ENTITY, nameId);
  }

  /// Signs somebody in whose browser was sent here.
  ///
  /// @return what the browser brings back
  public Map<String, String> signIn(URI departure) {
    Map<String, String> query = query(departure);
    check(departure.getRawQuery(), query);
    Element request = Xml.parse(inflated(query.getOrDefault("SAMLRequest", "")));
    if (!request.getAttribute("AssertionConsumerServiceURL").equals(CONSUMER)
        || !Xml.text(Xml.child(request, Xml.ASSERTION, "Issuer")).equals(AUDIENCE)) {
      throw new IllegalArgumentException("no request of the appliance");
    }
    String xml = tampering.apply(signed(writing.apply(response(request.getAttribute("ID")))));
    var brought = new HashMap<String, String>();
    brought.put(
        "SAMLResponse", Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8)));
    brought.put("RelayState", query.getOrDefault("RelayState", ""));
    return brought;
  }

  /// A good answer, not signed yet.
  private String response(String request) {
    Instant now = Instant.now();
    return """
    <samlp:Response xmlns:samlp="%s" xmlns:saml="%s" ID="_response" Version="2.0"
        IssueInstant="%s" Destination="%s" InResponseTo="%s">
      <saml:Issuer>%s</saml:Issuer>
      <samlp:Status><samlp:StatusCode
          Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
      <saml:Assertion ID="_assertion" Version="2.0" IssueInstant="%s">
        <saml:Issuer>%s</saml:Issuer>
        <saml:Subject>
          <saml:NameID Format="%s">%s</saml:NameID>
          <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
            <saml:SubjectConfirmationData Recipient="%s" InResponseTo="%s" NotOnOrAfter="%s"/>
          </saml:SubjectConfirmation>
        </saml:Subject>
        <saml:Conditions NotBefore="%s" NotOnOrAfter="%s">
          <saml:AudienceRestriction><saml:Audience>%s</saml:Audience></saml:AudienceRestriction>
        </saml:Conditions>
        <saml:AuthnStatement AuthnInstant="%s" SessionIndex="s-1"/>
        <saml:AttributeStatement>
          <saml:Attribute Name="uid"><saml:AttributeValue>ada</saml:AttributeValue></saml:Attribute>
          <saml:Attribute Name="urn:mail" FriendlyName="email"><saml:AttributeValue
              >ada@there.example</saml:AttributeValue></saml:Attribute>
          <saml:Attribute Name="givenName"><saml:AttributeValue>Ada</saml:AttributeValue></saml:Attribute>
          <saml:Attribute Name="groups">%s</saml:Attribute>
        </saml:AttributeStatement>
      </saml:Assertion>
    </samlp:Response>\
    """
        .formatted(
            Xml.PROTOCOL,
            Xml.ASSERTION,
            now,
            CONSUMER,
            request,
            ENTITY,
            now,
            ENTITY,
            Assertion.PERSISTENT,
            nameId,
            CONSUMER,
            request,
            now.plusSeconds(60),
            now.minusSeconds(10),
            now.plusSeconds(60),
            AUDIENCE,
            now,
            String.join(
                "",
                groups.stream()
                    .map("<saml:AttributeValue>%s</saml:AttributeValue>"::formatted)
                    .toList()));
  }

  private String signed(String xml) {
    boolean plain = !signsAssertion && !signsResponse && !encrypts;
    if (plain) {
      return xml;
    }
    Element response = Xml.parse(xml.getBytes(StandardCharsets.UTF_8));
    Element assertion = Xml.child(response, Xml.ASSERTION, "Assertion");
    if (signsAssertion) {
      sign(assertion);
    }
    if (encrypts) {
      encrypt(response, assertion);
    }
    if (signsResponse) {
      sign(response);
    }
    return text(response);
  }

  private void sign(Element element) {
    PrivateKey key = (forging ? OTHER : OWN).getPrivate();
    try {
      element.setIdAttribute("ID", true);
      XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
      String digest = "http://www.w3.org/2001/04/xmlenc#sha256";
      var reference =
          factory.newReference(
              "#" + element.getAttribute("ID"),
              factory.newDigestMethod(digest, null),
              List.of(
                  factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                  factory.newTransform(
                      CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
              null,
              null);
      var info =
          factory.newSignedInfo(
              factory.newCanonicalizationMethod(
                  CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
              factory.newSignatureMethod(algorithm, null),
              List.of(reference));
      var context =
          new DOMSignContext(
              key, element, Xml.child(element, Xml.ASSERTION, "Issuer").getNextSibling());
      context.setProperty("org.jcp.xml.dsig.secureValidation", false);
      factory.newXMLSignature(info, null).sign(context);
    } catch (GeneralSecurityException
        | javax.xml.crypto.MarshalException
        | javax.xml.crypto.dsig.XMLSignatureException e) {
      throw new IllegalStateException(e);
    }
  }

  private void encrypt(Element response, Element assertion) {
    try {
      byte[] secret = new byte[32];
      byte[] nonce = new byte[12];
      RANDOM.nextBytes(secret);
      RANDOM.nextBytes(nonce);
      var aes = Cipher.getInstance("AES/GCM/NoPadding");
      aes.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(128, nonce));
      byte[] sealed = aes.doFinal(text(assertion).getBytes(StandardCharsets.UTF_8));
      byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
      var rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
      rsa.init(Cipher.ENCRYPT_MODE, APPLIANCE.getPublic());
      Element encrypted =
          Xml.parse(
              """
              <saml:EncryptedAssertion xmlns:saml="%s" xmlns:e="%s" xmlns:d="%s">\
              <e:EncryptedData><e:EncryptionMethod Algorithm="%saes256-gcm"/><d:KeyInfo>\
              <e:EncryptedKey><e:EncryptionMethod Algorithm="%srsa-oaep-mgf1p"/><e:CipherData>\
              <e:CipherValue>%s</e:CipherValue></e:CipherData></e:EncryptedKey></d:KeyInfo>\
              <e:CipherData><e:CipherValue>%s</e:CipherValue></e:CipherData></e:EncryptedData>\
              </saml:EncryptedAssertion>\
              """
                  .formatted(
                      Xml.ASSERTION,
                      Xml.ENCRYPTION,
                      Xml.SIGNATURE,
                      Xml.ENCRYPTION_11,
                      Xml.ENCRYPTION,
                      Base64.getMimeEncoder().encodeToString(rsa.doFinal(secret)),
                      Base64.getMimeEncoder().encodeToString(all))
                  .getBytes(StandardCharsets.UTF_8));
      response.replaceChild(response.getOwnerDocument().importNode(encrypted, true), assertion);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Element element) {
    try {
      var out = new StringWriter();
      var transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(element), new StreamResult(out));
      return out.toString();
    } catch (javax.xml.transform.TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  private void check(String raw, Map<String, String> query) {
    try {
      String signed = raw.substring(raw.indexOf("SAMLRequest="), raw.indexOf("&Signature="));
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(APPLIANCE.getPublic());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(Base64.getDecoder().decode(query.getOrDefault("Signature", "")))) {
        throw new IllegalArgumentException("the request is not signed by the appliance");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] inflated(String base64) {
    try (var in =
        new InflaterInputStream(
            new ByteArrayInputStream(Base64.getDecoder().decode(base64)), new Inflater(true))) {
      return in.readAllBytes();
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> query(URI address) {
    var values = new HashMap<String, String>();
    for (String pair : address.getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
