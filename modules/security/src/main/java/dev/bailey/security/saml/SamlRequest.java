package dev.bailey.security.saml;

import dev.bailey.security.provider.ProviderHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// A signed request to sign somebody in, as the redirect binding carries it (Bindings 3.4.4.1).
final class SamlRequest {
  private static final String ALGORITHM = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

  private SamlRequest() {}

  /// @param id that the answer names
  /// @param state that comes back with the answer
  static URI to(SamlSettings settings, String id, String state, Instant now) {
    String query =
        "SAMLRequest="
            + ProviderHttp.encoded(deflated(xml(settings, id, now)))
            + "&RelayState="
            + ProviderHttp.encoded(state)
            + "&SigAlg="
            + ProviderHttp.encoded(ALGORITHM);
    String glue = settings.peer().signIn().getRawQuery() == null ? "?" : "&";
    return URI.create(
        settings.peer().signIn()
            + glue
            + query
            + "&Signature="
            + ProviderHttp.encoded(signature(settings, query)));
  }

  private static String xml(SamlSettings settings, String id, Instant now) {
    String policy =
        settings.attributes().user().isPresent()
            ? ""
            : "<p:NameIDPolicy AllowCreate=\"true\" Format=\"%s\"/>"
                .formatted(Assertion.PERSISTENT);
    return """
    <p:AuthnRequest xmlns:p="%s" xmlns:a="%s" ID="%s" Version="2.0" IssueInstant="%s"\
     Destination="%s" AssertionConsumerServiceURL="%s"\
     ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST">\
    <a:Issuer>%s</a:Issuer>%s</p:AuthnRequest>\
    """
        .formatted(
            Xml.PROTOCOL,
            Xml.ASSERTION,
            id,
            now.truncatedTo(ChronoUnit.SECONDS),
            Xml.escaped(settings.peer().signIn().toString()),
            Xml.escaped(settings.consumer().toString()),
            Xml.escaped(settings.entity().toString()),
            policy);
  }

  private static String deflated(String xml) {
    var bytes = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (var out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(xml.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String signature(SamlSettings settings, String query) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(settings.key());
      signature.update(query.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no RSA with SHA-256", e);
    }
  }
}
