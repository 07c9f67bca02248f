package dev.bailey.security.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.bailey.security.provider.ProviderException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a provider says of itself (OpenID Connect Discovery 1.0, RFC 9207).
///
/// @param tellsIssuer whether its answers say whose they are
/// @param basic whether the client's secret goes into a header
record Metadata(
    URI authorization,
    URI token,
    URI keys,
    Optional<URI> userInfo,
    Optional<URI> endSession,
    boolean tellsIssuer,
    boolean basic) {

  static Metadata of(String json, OidcSettings settings) {
    try {
      Map<String, Object> document = JSONObjectUtils.parse(json);
      String issuer = String.valueOf(document.get("issuer"));
      if (!issuer.equals(settings.issuer())) {
        throw ProviderException.unavailable(
            "it calls itself '%s', and oidc_issuer is '%s'; both must be the same to the letter"
                .formatted(issuer, settings.issuer()));
      }
      return new Metadata(
          required(document, "authorization_endpoint"),
          required(document, "token_endpoint"),
          required(document, "jwks_uri"),
          address(document, "userinfo_endpoint"),
          address(document, "end_session_endpoint"),
          Boolean.TRUE.equals(document.get("authorization_response_iss_parameter_supported")),
          basic(document));
    } catch (ParseException e) {
      throw ProviderException.unavailable("its description of itself is no JSON");
    }
  }

  private static URI required(Map<String, Object> document, String name) {
    return address(document, name)
        .orElseThrow(
            () -> ProviderException.unavailable("its description of itself lacks " + name));
  }

  private static Optional<URI> address(Map<String, Object> document, String name) {
    return Optional.ofNullable(document.get(name)).map(text -> https(name, text.toString()));
  }

  private static URI https(String name, String text) {
    try {
      URI address = URI.create(text);
      if ("https".equals(address.getScheme())
          && address.getHost() != null
          && address.getUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // The message below says it all.
    }
    throw ProviderException.unavailable("its %s is no https address".formatted(name));
  }

  /// A header is what the standard has when nothing is said.
  private static boolean basic(Map<String, Object> document) {
    return !(document.get("token_endpoint_auth_methods_supported") instanceof List<?> methods)
        || methods.contains("client_secret_basic");
  }
}
