package dev.bailey.security.oidc;

import dev.bailey.registry.Destination;
import dev.bailey.registry.Secret;
import java.net.URI;

/// A provider, and what this appliance is to it.
///
/// @param issuer as the provider itself writes it, to the letter
/// @param secret may be empty for a client that the provider takes without one
/// @param label what people know the provider by
/// @param home where browsers reach this appliance, such as `https://bailey.example.com`
/// @param scopes what is asked for, separated by blanks; `openid` is among them
/// @param loginClaim which claim becomes the login of somebody new
/// @param groupsClaim which claim holds the names of groups
public record OidcSettings(
    String issuer,
    String clientId,
    Secret secret,
    String label,
    URI home,
    String scopes,
    String loginClaim,
    String groupsClaim) {
  /// Scopes that every provider knows.
  public static final String SCOPES = "openid profile email";

  /// The claim that OpenID Connect has for what somebody is called.
  public static final String LOGIN_CLAIM = "preferred_username";

  /// The claim that most providers use for groups.
  public static final String GROUPS_CLAIM = "groups";

  private static final int HTTPS_PORT = 443;
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  public OidcSettings {
    if (!isIssuer(issuer)) {
      throw new IllegalArgumentException(
          "an issuer is an https address without user, query and fragment, not '%s'"
              .formatted(issuer));
    }
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("a client id is needed");
    }
    if (!(" " + scopes + " ").contains(" openid ")) {
      throw new IllegalArgumentException("openid must be among the scopes");
    }
  }

  private static boolean isIssuer(String text) {
    try {
      URI there = URI.create(text);
      return "https".equals(there.getScheme())
          && there.getHost() != null
          && there.getUserInfo() == null
          && there.getRawQuery() == null
          && there.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// The server that the issuer names. What else the provider consists of may be elsewhere.
  public Destination host() {
    URI there = URI.create(issuer);
    return new Destination(there.getHost(), there.getPort() < 0 ? HTTPS_PORT : there.getPort());
  }

  /// Where the provider describes itself.
  URI discovery() {
    return URI.create(issuer.replaceFirst("/$", "") + DISCOVERY);
  }

  /// Where the provider sends browsers back to: this very address has to be registered there.
  public URI redirect() {
    return home.resolve("/sign-in/oidc");
  }

  /// Where it sends them after a logout.
  public URI afterLogout() {
    return home.resolve("/");
  }
}
