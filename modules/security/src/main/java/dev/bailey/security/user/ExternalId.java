package dev.bailey.security.user;

/// Who somebody is elsewhere: users who are known by this have their password there.
///
/// @param provider who says so, such as `ldap`
/// @param subject what the provider never gives to anybody else; no name, for names are given again
public record ExternalId(String provider, String subject) {
  public ExternalId {
    if (provider.isBlank() || subject.isBlank() || subject.length() > 1000) {
      throw new IllegalArgumentException("nobody is " + provider + ":" + subject);
    }
  }
}
