package dev.bailey.security;

import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.pam.ModularRealmAuthenticator;
import org.apache.shiro.authc.pam.UnsupportedTokenException;

/// Asks the one realm whose kind of attempt it is. Shiro's own way asks all of them and takes a
/// database that is down for a wrong password.
final class OneRealm extends ModularRealmAuthenticator {

  @Override
  protected AuthenticationInfo doAuthenticate(AuthenticationToken token) {
    assertRealmsConfigured();
    return getRealms().stream()
        .filter(realm -> realm.supports(token))
        .findFirst()
        .map(realm -> doSingleRealmAuthentication(realm, token))
        .orElseThrow(UnsupportedTokenException::new);
  }
}
