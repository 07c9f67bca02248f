package dev.bailey.security.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.security.TestAuthority;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// What is taken of a provider's metadata.
final class SamlPeerTest {
  private static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
  private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

  @Test
  void nameAddressAndSigningKeysAreRead() throws Exception {
    SamlPeer peer =
        SamlPeer.of(
            metadata(
                "https://id.example",
                key("signing", certificate())
                    + key("encryption", certificate())
                    + key("signing", certificate())
                    + service(POST, "https://id.example/post")
                    + service(REDIRECT, "https://id.example/sso?a=b&amp;c=d")));

    assertThat(peer.entity()).isEqualTo("https://id.example");
    assertThat(peer.signIn()).isEqualTo(URI.create("https://id.example/sso?a=b&c=d"));
    assertThat(peer.keys()).hasSize(2);
  }

  @Test
  void aKeyForNoUseInParticularSigns() throws Exception {
    String key = key("signing", certificate()).replace(" use=\"signing\"", "");

    assertThat(SamlPeer.of(metadata("x", key + service(REDIRECT, "https://x"))).keys()).hasSize(1);
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    String key = key("signing", certificate());

    assertRefused(metadata("x", key + service(POST, "https://x")), "HTTP-Redirect");
    assertRefused(metadata("x", service(REDIRECT, "https://x")), "a key");
    assertRefused(metadata("", key + service(REDIRECT, "https://x")), "a name");
    assertRefused(metadata("x", key + service(REDIRECT, "http://x")), "an https address");
    assertRefused(
        metadata("x", key("signing", "AAAA") + service(REDIRECT, "https://x")), "certificate");
    assertRefused("<EntitiesDescriptor xmlns=\"%s\"/>".formatted(Xml.METADATA), "EntityDescriptor");
    assertRefused("not metadata", "no XML");
  }

  @Test
  void aDocumentTypeIsRefused() throws Exception {
    String good = metadata("&e;", key("signing", certificate()) + service(REDIRECT, "https://x"));

    assertRefused("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + good, "no XML");
  }

  private static void assertRefused(String metadata, String why) {
    assertThatThrownBy(() -> SamlPeer.of(metadata))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static String metadata(String entity, String content) {
    return ("<EntityDescriptor xmlns=\"%s\" entityID=\"%s\"><IDPSSODescriptor>%s"
            + "</IDPSSODescriptor></EntityDescriptor>")
        .formatted(Xml.METADATA, entity, content);
  }

  private static String key(String use, String certificate) {
    return ("<KeyDescriptor use=\"%s\"><KeyInfo xmlns=\"%s\"><X509Data><X509Certificate>%s"
            + "</X509Certificate></X509Data></KeyInfo></KeyDescriptor>")
        .formatted(use, Xml.SIGNATURE, certificate);
  }

  private static String service(String binding, String location) {
    return "<SingleSignOnService Binding=\"%s\" Location=\"%s\"/>".formatted(binding, location);
  }

  private static String certificate() throws Exception {
    return new TestAuthority().pem().replaceAll("-----[A-Z ]*-----", "");
  }
}
