package dev.bailey.security;

import dev.bailey.registry.Secret;
import org.apache.shiro.authc.AuthenticationToken;

/// What somebody shows in order to be let in. Shiro prints these at times; a [Secret] does not
/// print.
sealed interface Attempt extends AuthenticationToken {

  /// A login and a password.
  record ByPassword(String login, Secret password) implements Attempt {
    /// People type passwords into the wrong field.
    @Override
    public String toString() {
      return "ByPassword[hidden]";
    }
  }

  /// The same, to be shown to a directory elsewhere.
  record ByDirectory(String login, Secret password) implements Attempt {
    @Override
    public String toString() {
      return "ByDirectory[hidden]";
    }
  }

  /// The text of a session's cookie.
  record BySession(Secret cookie) implements Attempt {}

  /// The text of a token.
  record ByToken(Secret token) implements Attempt {}

  /// A public key whose private half they have proven to hold.
  record BySshKey(String fingerprint) implements Attempt {}

  /// No part of it is for printing.
  @Override
  default Object getPrincipal() {
    return getClass().getSimpleName();
  }

  @Override
  default Object getCredentials() {
    return this;
  }
}
