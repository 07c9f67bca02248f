package dev.bailey.security;

import dev.bailey.security.permission.Permission;
import java.util.List;
import java.util.Optional;
import org.apache.shiro.authc.AuthenticationException;
import org.apache.shiro.authc.IncorrectCredentialsException;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.apache.shiro.mgt.DefaultSecurityManager;
import org.apache.shiro.realm.Realm;
import org.apache.shiro.subject.ImmutablePrincipalCollection;
import org.apache.shiro.subject.PrincipalCollection;

/// Shiro, as far as it is used: its security manager finds out who somebody is and decides what
/// they may do. Its subjects, sessions and thread locals are left alone, so that it does not matter
/// which thread asks.
final class Gate {
  private final DefaultSecurityManager manager = new DefaultSecurityManager();

  Gate(List<Realm> realms) {
    manager.setAuthenticator(new OneRealm());
    manager.setRealms(realms);
  }

  /// Who shows this, or empty when it opens nothing.
  Optional<Identity> identify(Attempt attempt) {
    try {
      var info = manager.authenticate(attempt);
      return Optional.of(info.getPrincipals().oneByType(Identity.class));
    } catch (IncorrectCredentialsException e) {
      return Optional.empty();
    } catch (AuthenticationException e) {
      // Shiro wraps what a realm throws; a database that is down is no wrong password.
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  boolean permits(Identity identity, Permission permission) {
    return manager.isPermitted(principals(identity), new WildcardPermission(permission.text()));
  }

  private static PrincipalCollection principals(Identity identity) {
    return ImmutablePrincipalCollection.ofSinglePrincipal(identity, "grants");
  }
}
