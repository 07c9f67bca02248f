package dev.bailey.security.provider;

import java.util.Locale;

/// A provider's proof does not let anybody in. The message is for whoever wanted to come in; it
/// holds nothing secret.
public final class ProviderException extends RuntimeException {

  /// Why, as the audit tells it.
  public enum Reason {
    /// No sign-in was begun with this browser, or too long ago.
    NOT_BEGUN_HERE,
    /// It was used before.
    USED_BEFORE,
    /// The provider says that it did not sign them in.
    REFUSED_THERE,
    /// It comes from another provider than the one that was asked.
    OTHER_PROVIDER,
    /// It is not signed by the provider, not meant for us, or not for this sign-in.
    PROOF_INVALID,
    /// The provider does not say who somebody is in a way that can be used here.
    PERSON_INCOMPLETE,
    /// A user of this appliance's own has this login.
    LOGIN_TAKEN,
    /// They are shut out here.
    SHUT_OUT,
    /// The provider does not answer.
    UNAVAILABLE;

    /// The reason in the audit.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private final Reason reason;

  public ProviderException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public ProviderException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// The provider does not answer.
  public static ProviderException unavailable(String why) {
    return new ProviderException(
        Reason.UNAVAILABLE,
        "The identity provider cannot be asked: %s. Users with a password here can still sign in."
            .formatted(why));
  }
}
