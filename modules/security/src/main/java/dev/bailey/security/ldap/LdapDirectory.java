package dev.bailey.security.ldap;

import static java.util.Objects.requireNonNull;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.directory.Directory;
import dev.bailey.security.directory.DirectoryPerson;
import dev.bailey.security.user.ExternalId;
import dev.bailey.security.user.UserProfile;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An LDAP server or an Active Directory: finds somebody by their login, proves their password by
/// binding as them, and gathers their groups, also those that they are in by way of other groups.
///
/// Each question has a connection of its own: sign-ins are rare, and a connection that is bound as
/// somebody must not be another's.
public final class LdapDirectory implements Directory {
  private static final Logger LOG = LoggerFactory.getLogger(LdapDirectory.class);
  private static final int SECONDS = 10;
  private static final int MOST_GROUPS = 1000;

  /// What servers never give to anybody else, best first; else the DN has to do.
  private static final List<String> IDS = List.of("entryUUID", "objectGUID", "nsUniqueId");

  private final LdapSettings settings;
  private final LdapServers servers;

  /// @throws IllegalArgumentException when the authorities are no certificates
  public LdapDirectory(LdapSettings settings) {
    this.settings = settings;
    this.servers = new LdapServers(settings.servers(), settings.authorities());
  }

  @Override
  public Optional<DirectoryPerson> find(String login, Secret password) {
    // A bind without a password succeeds as nobody, whoever's DN it names (RFC 4513, 5.1.2).
    if (password.isEmpty()) {
      return Optional.empty();
    }
    try (LDAPConnection connection = servers.connect()) {
      lookAsOneself(connection);
      Optional<SearchResultEntry> entry = entry(connection, login);
      if (entry.isEmpty() || !proven(entry.get().getDN(), password)) {
        return Optional.empty();
      }
      return Optional.of(person(entry.get(), login, groups(connection, entry.get().getDN())));
    } catch (LDAPException e) {
      // Its message names the server and the trouble, and never a password.
      LOG.warn("the LDAP server failed: {} {}", e.getResultCode(), e.getMessage());
      throw new AccessException(
          Code.UNAVAILABLE, "The directory does not answer. Local users can still sign in.");
    }
  }

  private void lookAsOneself(LDAPConnection connection) throws LDAPException {
    if (!settings.bindDn().isEmpty()) {
      connection.bind(bind(settings.bindDn(), settings.bindPassword()));
    }
  }

  /// Nobody is found, too, when the filter finds two: a password must not choose between them.
  private Optional<SearchResultEntry> entry(LDAPConnection connection, String login)
      throws LDAPException {
    List<SearchResultEntry> found =
        entries(
            connection,
            request(
                settings.userBase(),
                settings.userFilter().replace("{login}", Filter.encodeValue(login)),
                2,
                "*",
                "entryUUID",
                "nsUniqueId"));
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private boolean proven(String dn, Secret password) throws LDAPException {
    try (LDAPConnection own = servers.connect()) {
      own.bind(bind(dn, password));
      return true;
    } catch (LDAPException e) {
      if (e.getResultCode().isConnectionUsable()) {
        return false;
      }
      throw e;
    }
  }

  /// Breadth first, so that circles of groups end.
  private Set<String> groups(LDAPConnection connection, String member) throws LDAPException {
    var names = new LinkedHashSet<String>();
    var seen = new LinkedHashSet<String>();
    var open = new ArrayDeque<String>(List.of(member));
    while (!open.isEmpty() && seen.size() < MOST_GROUPS) {
      String filter =
          settings.groupFilter().replace("{dn}", Filter.encodeValue(open.removeFirst()));
      SearchRequest request = request(settings.groupBase(), filter, MOST_GROUPS, "cn");
      for (SearchResultEntry group : entries(connection, request)) {
        if (seen.add(group.getParsedDN().toNormalizedString())) {
          open.add(group.getDN());
          names.add(group.getDN());
          Optional.ofNullable(group.getAttributeValue("cn")).ifPresent(names::add);
        }
      }
    }
    return names;
  }

  private static List<SearchResultEntry> entries(LDAPConnection connection, SearchRequest request)
      throws LDAPException {
    return Optional.ofNullable(connection.search(request).getSearchEntries()).orElse(List.of());
  }

  private static SearchRequest request(String base, String filter, int most, String... attributes)
      throws LDAPException {
    return new SearchRequest(
        base,
        SearchScope.SUB,
        DereferencePolicy.NEVER,
        most,
        SECONDS,
        false,
        Filter.create(filter),
        attributes);
  }

  private static BindRequest bind(String dn, Secret password) {
    return new SimpleBindRequest(dn, password.reveal());
  }

  private static DirectoryPerson person(SearchResultEntry entry, String login, Set<String> groups)
      throws LDAPException {
    var profile =
        new UserProfile(
            called(entry, login), text(entry, "mail"), text(entry, "givenName"), text(entry, "sn"));
    return new DirectoryPerson(new ExternalId("ldap", subject(entry)), profile, groups);
  }

  /// Whichever of their names somebody types, they are called the same here.
  private static String called(SearchResultEntry entry, String typed) {
    return Stream.of(text(entry, "uid"), text(entry, "sAMAccountName"), text(entry, "mail"), typed)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(typed);
  }

  private static String subject(SearchResultEntry entry) throws LDAPException {
    for (String name : IDS) {
      if (entry.hasAttribute(name)) {
        return name.equals("objectGUID")
            ? HexFormat.of().formatHex(requireNonNull(entry.getAttributeValueBytes(name)))
            : text(entry, name);
      }
    }
    return entry.getParsedDN().toNormalizedString();
  }

  private static String text(SearchResultEntry entry, String name) {
    return Optional.ofNullable(entry.getAttributeValue(name)).orElse("");
  }
}
