package dev.bailey.security;

import java.util.Optional;
import java.util.function.Function;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.IncorrectCredentialsException;
import org.apache.shiro.authc.SimpleAuthenticationInfo;
import org.apache.shiro.authc.credential.AllowAllCredentialsMatcher;
import org.apache.shiro.realm.AuthenticatingRealm;

/// The realm of one kind of attempt. What finds the identity compares what was shown, too: a token
/// is found by its hash, and a password takes its time whoever it is for.
final class AttemptRealm<A extends Attempt> extends AuthenticatingRealm {
  private final Class<A> kind;
  private final Function<A, Optional<Identity>> find;

  AttemptRealm(Class<A> kind, Function<A, Optional<Identity>> find) {
    this.kind = kind;
    this.find = find;
    setName(kind.getSimpleName());
    setCachingEnabled(false);
    setAuthenticationTokenClass(kind);
    setCredentialsMatcher(new AllowAllCredentialsMatcher());
  }

  @Override
  protected AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
    Identity identity =
        find.apply(kind.cast(token)).orElseThrow(IncorrectCredentialsException::new);
    return new SimpleAuthenticationInfo(identity, token, getName());
  }
}
