package dev.bailey.security;

import dev.bailey.security.permission.Permission;
import java.util.List;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.UnknownAccountException;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.subject.PrincipalCollection;

/// The realm that decides what an [Identity] may do; it lets nobody in.
final class GrantsRealm extends AuthorizingRealm {
  GrantsRealm() {
    setName("grants");
    setCachingEnabled(false);
  }

  @Override
  public boolean supports(AuthenticationToken token) {
    return false;
  }

  @Override
  protected AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
    throw new UnknownAccountException();
  }

  @Override
  protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
    return info(principals.oneByType(Identity.class).granted());
  }

  /// Deny by default: what the limit does not name is not permitted either.
  @Override
  public boolean isPermitted(
      PrincipalCollection principals, org.apache.shiro.authz.Permission permission) {
    return super.isPermitted(principals, permission)
        && principals
            .oneByType(Identity.class)
            .limit()
            .map(limit -> isPermitted(permission, info(limit)))
            .orElse(true);
  }

  private static AuthorizationInfo info(List<Permission> permissions) {
    var info = new SimpleAuthorizationInfo();
    permissions.forEach(
        permission -> info.addObjectPermission(new WildcardPermission(permission.text())));
    return info;
  }
}
