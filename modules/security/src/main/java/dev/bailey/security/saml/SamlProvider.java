package dev.bailey.security.saml;

import dev.bailey.registry.Secret;
import dev.bailey.security.provider.Arrival;
import dev.bailey.security.provider.IdentityProvider;
import dev.bailey.security.provider.LogoutNotice;
import dev.bailey.security.provider.ProviderSession;
import dev.bailey.security.provider.SignInFlow;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// A provider that speaks SAML 2.0 in the browser (Profiles 4.1): requests by the redirect binding,
/// answers by the POST binding. An answer that nobody asked for is refused, so that each assertion
/// is good for the one sign-in that it answers, and that for once.
public final class SamlProvider implements IdentityProvider {
  private final SamlSettings settings;
  private final Clock clock;

  public SamlProvider(SamlSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String word() {
    return "saml";
  }

  @Override
  public String issuer() {
    return settings.peer().entity();
  }

  @Override
  public String label() {
    return settings.label();
  }

  @Override
  public String stateName() {
    return "RelayState";
  }

  @Override
  public URI departure(SignInFlow flow) {
    return SamlRequest.to(settings, id(flow), flow.state().reveal(), clock.instant());
  }

  @Override
  public Arrival arrival(SignInFlow flow, Map<String, String> brought) {
    Assertion assertion =
        new SamlResponse(settings)
            .read(decoded(brought.getOrDefault("SAMLResponse", "")), id(flow), clock.instant());
    return new Arrival(
        assertion.person(),
        new ProviderSession(settings.peer().entity(), assertion.session(), Secret.of("")));
  }

  /// Sessions there are left alone.
  @Override
  public Optional<URI> farewell(ProviderSession session) {
    return Optional.empty();
  }

  @Override
  public LogoutNotice notice(Map<String, String> message) {
    throw Xml.invalid("logouts of SAML are not taken");
  }

  @Override
  public Optional<String> metadata() {
    String nameId =
        settings.attributes().user().isPresent()
            ? ""
            : "<NameIDFormat>%s</NameIDFormat>".formatted(Assertion.PERSISTENT);
    return Optional.of(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <EntityDescriptor xmlns="%s" entityID="%s">
          <SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true"
              protocolSupportEnumeration="%s">
            %s
            %s
            %s
            <AssertionConsumerService index="0" isDefault="true"
                Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%s"/>
          </SPSSODescriptor>
        </EntityDescriptor>
        """
            .formatted(
                Xml.METADATA,
                Xml.escaped(settings.entity().toString()),
                Xml.PROTOCOL,
                key("signing"),
                key("encryption"),
                nameId,
                Xml.escaped(settings.consumer().toString())));
  }

  private String key(String use) {
    try {
      String certificate = Base64.getEncoder().encodeToString(settings.certificate().getEncoded());
      String methods =
          use.equals("signing")
              ? ""
              : "<EncryptionMethod Algorithm=\"%saes256-gcm\"/>".formatted(Xml.ENCRYPTION_11)
                  + "<EncryptionMethod Algorithm=\"%srsa-oaep-mgf1p\"/>".formatted(Xml.ENCRYPTION);
      return ("<KeyDescriptor use=\"%s\"><KeyInfo xmlns=\"%s\"><X509Data>"
              + "<X509Certificate>%s</X509Certificate></X509Data></KeyInfo>%s</KeyDescriptor>")
          .formatted(use, Xml.SIGNATURE, certificate, methods);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// An id begins with a letter or an underscore.
  private static String id(SignInFlow flow) {
    return "_" + flow.nonce().reveal();
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Xml.invalid("it is not encoded as it should be");
    }
  }
}
