package dev.bailey.security.ldap;

import dev.bailey.registry.Secret;
import java.net.URI;
import java.util.List;

/// Where an LDAP server is, and where in it people and groups are.
///
/// @param servers `ldaps://host[:636]`, or `ldap://host[:389]`, which is upgraded by StartTLS
///   before anything else is said; asked in this order
/// @param authorities in PEM, trusted besides the system's; may be empty
/// @param bindDn who looks for people; empty to look without saying who
/// @param userFilter in which `{login}` stands for what was typed
/// @param groupFilter in which `{dn}` stands for the member
public record LdapSettings(
    List<URI> servers,
    String authorities,
    String bindDn,
    Secret bindPassword,
    String userBase,
    String userFilter,
    String groupBase,
    String groupFilter) {
  /// Finds people in Active Directory, OpenLDAP, 389 and their like.
  public static final String USER_FILTER =
      "(&(objectClass=person)(|(uid={login})(sAMAccountName={login})(mail={login})))";

  /// Finds the groups of a member there.
  public static final String GROUP_FILTER = "(|(member={dn})(uniqueMember={dn}))";

  public LdapSettings {
    servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("an LDAP server is needed");
    }
    servers.forEach(LdapSettings::check);
    if (!userFilter.contains("{login}") || !groupFilter.contains("{dn}")) {
      throw new IllegalArgumentException(
          "the filter for users needs {login}, that for groups {dn}");
    }
  }

  private static void check(URI server) {
    boolean known = List.of("ldap", "ldaps").contains(String.valueOf(server.getScheme()));
    boolean bare = List.of("", "/").contains(String.valueOf(server.getPath()));
    if (!known || server.getHost() == null || server.getUserInfo() != null || !bare) {
      throw new IllegalArgumentException(
          "an LDAP server is ldaps://host:port, or ldap://host:port for StartTLS, not " + server);
    }
  }
}
