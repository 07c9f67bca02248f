package dev.bailey.security.provider;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Signs people in on pages of its own. Their browser is sent there, and brings back what proves
/// who they are.
public interface IdentityProvider {

  /// What it is called in addresses, such as `oidc`.
  String word();

  /// What it calls itself: users are known by this and what it calls them.
  String issuer();

  /// What people know it by.
  String label();

  /// Where to send a browser that is to sign in.
  ///
  /// @throws ProviderException UNAVAILABLE
  URI departure(SignInFlow flow);

  /// The name under which a browser brings back [SignInFlow#state].
  String stateName();

  /// Checks what a browser brought back, its state aside.
  ///
  /// @param brought parameters by name
  /// @throws ProviderException when it proves nothing
  Arrival arrival(SignInFlow flow, Map<String, String> brought);

  /// Where to send a browser so that its user is signed out there, too; empty when the provider has
  /// no such place, or does not answer.
  Optional<URI> farewell(ProviderSession session);

  /// Checks a message of the provider that somebody has signed out there.
  ///
  /// @throws ProviderException when it is none
  LogoutNotice notice(Map<String, String> message);

  /// What this appliance is to the provider, as XML for its operator; empty where that is not
  /// usual.
  default Optional<String> metadata() {
    return Optional.empty();
  }
}
