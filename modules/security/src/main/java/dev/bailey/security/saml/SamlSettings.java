package dev.bailey.security.saml;

import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// A provider, and what this appliance is to it.
///
/// @param label what people know the provider by
/// @param home where browsers reach this appliance, such as `https://bailey.example.com`
/// @param key signs requests and opens what is encrypted for this appliance; RSA
/// @param certificate of the key, for the provider
/// @param attributes what the provider calls what is needed of people
public record SamlSettings(
    SamlPeer peer,
    String label,
    URI home,
    PrivateKey key,
    X509Certificate certificate,
    Attributes attributes) {

  /// Names of attributes.
  ///
  /// @param user holds what somebody is never renamed to; without one, the subject's name has to be
  ///   a permanent one
  /// @param login becomes the login of somebody new
  public record Attributes(Optional<String> user, String login, String email, String groups) {}

  public SamlSettings {
    if (!key.getAlgorithm().equals("RSA")) {
      throw new IllegalArgumentException("the key for SAML must be an RSA key");
    }
  }

  /// What this appliance calls itself; its metadata is there.
  public URI entity() {
    return home.resolve("/api/bailey/v1/sign-in/saml/metadata");
  }

  /// Where the provider sends browsers with its answers.
  public URI consumer() {
    return home.resolve("/sign-in/saml");
  }
}
