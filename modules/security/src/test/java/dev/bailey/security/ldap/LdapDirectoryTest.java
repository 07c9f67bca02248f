package dev.bailey.security.ldap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.SSLUtil;
import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException;
import dev.bailey.security.TestAuthority;
import dev.bailey.security.TestAuthority.Kind;
import dev.bailey.security.directory.DirectoryPerson;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against UnboundID's server in memory, over real TLS.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LdapDirectoryTest {
  private static final Secret PASSWORD = Secret.of("correct horse");
  private static final Secret READER = Secret.of("reader's password");
  private static final String BASE = "dc=example,dc=com";

  /// People, and groups: ada in finance, which is in staff, which is in all, which is in finance
  /// again.
  private static final String[][] ENTRIES = {
    {"dn: dc=example,dc=com", "objectClass: domain", "dc: example"},
    {"dn: ou=people,dc=example,dc=com", "objectClass: organizationalUnit", "ou: people"},
    {"dn: ou=groups,dc=example,dc=com", "objectClass: organizationalUnit", "ou: groups"},
    {
      "dn: cn=reader,dc=example,dc=com",
      "objectClass: person",
      "cn: reader",
      "sn: reader",
      "userPassword: reader's password"
    },
    person("ada", "Ada", "Lovelace"),
    person("bob", "Bob", "Twin"),
    person("bab", "Bab", "Twin"),
    group("finance", "uid=ada,ou=people,dc=example,dc=com", "cn=all,ou=groups,dc=example,dc=com"),
    group("staff", "cn=finance,ou=groups,dc=example,dc=com"),
    group("all", "cn=staff,ou=groups,dc=example,dc=com"),
    group("others", "uid=bob,ou=people,dc=example,dc=com")
  };

  private final List<InMemoryDirectoryServer> servers = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final TestAuthority authority;
  private final InMemoryDirectoryServer good;

  LdapDirectoryTest() throws Exception {
    authority = new TestAuthority();
    good = server(authority, Kind.GOOD);
  }

  @AfterAll
  void stop() {
    servers.forEach(server -> server.shutDown(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ldaps", "ldap"})
  void knowsWhoHasLoginAndPassword(String scheme) throws LDAPException {
    DirectoryPerson ada = find(scheme, "ada", PASSWORD).orElseThrow();

    assertThat(ada.profile().login()).isEqualTo("ada");
    assertThat(ada.profile().email()).isEqualTo("ada@example.com");
    assertThat(ada.profile().name()).isEqualTo("Ada Lovelace");
    assertThat(ada.id().provider()).isEqualTo("ldap");
    assertThat(ada.id().subject())
        .isEqualTo(
            requireNonNull(good.getEntry("uid=ada,ou=people," + BASE, "entryUUID"))
                .getAttributeValue("entryUUID"));
  }

  @Test
  void whoSignsInWithTheirMailIsCalledTheSame() {
    assertThat(find("ldaps", "ada@example.com", PASSWORD))
        .isEqualTo(find("ldaps", "ada", PASSWORD));
  }

  @Test
  void findsGroupsWithinGroupsThoughTheyGoInCircles() {
    assertThat(find("ldaps", "ada", PASSWORD).orElseThrow().groups())
        .contains("finance", "staff", "all", "cn=finance,ou=groups," + BASE)
        .doesNotContain("others")
        .hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "ada, wrong",
    "eve, correct horse",
    "*, correct horse",
    "ad*, correct horse",
    "'ada)(uid=*', correct horse",
    "ada, ''"
  })
  void knowsNobodyElse(String login, String password) {
    assertThat(find("ldaps", login, Secret.of(password))).isEmpty();
  }

  @Test
  void aPasswordDoesNotChooseBetweenTwo() {
    var both = new LdapDirectory(settings(uri("ldaps", good), "(|(uid={login})(sn=Twin))"));

    assertThat(both.find("bob", PASSWORD)).isEmpty();
  }

  @Test
  void aServerThatHasNoStartTlsHearsNoPassword() throws Exception {
    heard.clear();
    var plain = start(InMemoryListenerConfig.createLDAPConfig("plain", 0));

    assertUnavailable(settings(uri("ldap", plain), LdapSettings.USER_FILTER));
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
  void aServerWithABadCertificateIsNotTalkedTo(Kind kind) throws Exception {
    assertNotTalkedTo(server(authority, kind));
  }

  @Test
  void aServerWhoseAuthorityIsUnknownIsNotTalkedTo() throws Exception {
    assertNotTalkedTo(server(new TestAuthority(), Kind.GOOD));
  }

  @Test
  void theNextServerIsAskedWhenTheFirstIsDown() throws Exception {
    var down = start(InMemoryListenerConfig.createLDAPConfig("plain", 0));
    URI gone = uri("ldaps", down);
    down.shutDown(true);
    assertUnavailable(settings(gone, LdapSettings.USER_FILTER));

    var both =
        new LdapSettings(
            List.of(gone, uri("ldaps", good)),
            authority.pem(),
            "cn=reader," + BASE,
            READER,
            BASE,
            LdapSettings.USER_FILTER,
            BASE,
            LdapSettings.GROUP_FILTER);

    assertThat(new LdapDirectory(both).find("ada", PASSWORD)).isPresent();
  }

  @Test
  void aReaderThatIsRefusedIsNoWrongPassword() {
    var wrong =
        new LdapSettings(
            List.of(uri("ldaps", good)),
            authority.pem(),
            "cn=reader," + BASE,
            Secret.of("wrong"),
            BASE,
            LdapSettings.USER_FILTER,
            BASE,
            LdapSettings.GROUP_FILTER);

    assertUnavailable(wrong);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ldap.example",
        "ldap:example",
        "ldaps://u:p@ldap.example",
        "ldaps://ldap.example/dc=example"
      })
  void anAddressThatIsNoServerIsRefused(String address) {
    assertThatThrownBy(() -> settings(URI.create(address), LdapSettings.USER_FILTER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ldaps://host:port");
  }

  private Optional<DirectoryPerson> find(String scheme, String login, Secret password) {
    return new LdapDirectory(settings(uri(scheme, good), LdapSettings.USER_FILTER))
        .find(login, password);
  }

  private LdapSettings settings(URI server, String userFilter) {
    return new LdapSettings(
        List.of(server),
        authority.pem(),
        "cn=reader," + BASE,
        READER,
        BASE,
        userFilter,
        BASE,
        LdapSettings.GROUP_FILTER);
  }

  private void assertNotTalkedTo(InMemoryDirectoryServer server) {
    for (String scheme : List.of("ldaps", "ldap")) {
      assertUnavailable(settings(uri(scheme, server), LdapSettings.USER_FILTER));
    }
  }

  private static void assertUnavailable(LdapSettings settings) {
    assertThatThrownBy(() -> new LdapDirectory(settings).find("ada", PASSWORD))
        .isInstanceOfSatisfying(
            AccessException.class,
            e -> assertThat(e.code()).isEqualTo(AccessException.Code.UNAVAILABLE));
  }

  private static URI uri(String listener, InMemoryDirectoryServer server) {
    String name = server.getListenPort(listener) > 0 ? listener : "plain";
    return URI.create(listener + "://localhost:" + server.getListenPort(name));
  }

  private InMemoryDirectoryServer server(TestAuthority signer, Kind kind) throws Exception {
    SSLUtil tls = signer.identity(kind);
    InetAddress here = InetAddress.getByName("localhost");
    return start(
        InMemoryListenerConfig.createLDAPSConfig(
            "ldaps", here, 0, tls.createSSLServerSocketFactory(), null),
        InMemoryListenerConfig.createLDAPConfig("ldap", here, 0, tls.createSSLSocketFactory()));
  }

  private InMemoryDirectoryServer start(InMemoryListenerConfig... listeners)
      throws LDAPException, LDIFException {
    var config = new InMemoryDirectoryServerConfig(BASE);
    config.setSchema(null);
    config.setListenerConfigs(listeners);
    config.addInMemoryOperationInterceptor(new Ear());
    var server = new InMemoryDirectoryServer(config);
    for (String[] entry : ENTRIES) {
      server.add(entry);
    }
    server.startListening();
    servers.add(server);
    return server;
  }

  /// Hears who binds.
  private final class Ear extends InMemoryOperationInterceptor {
    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest bind) {
      heard.add(bind.getRequest().getBindDN());
    }
  }

  private static String[] person(String uid, String first, String last) {
    return new String[] {
      "dn: uid=" + uid + ",ou=people,dc=example,dc=com",
      "objectClass: person",
      "uid: " + uid,
      "cn: " + first,
      "givenName: " + first,
      "sn: " + last,
      "mail: " + uid + "@example.com",
      "userPassword: correct horse"
    };
  }

  private static String[] group(String name, String... members) {
    var lines =
        new ArrayList<>(
            List.of(
                "dn: cn=" + name + ",ou=groups,dc=example,dc=com",
                "objectClass: groupOfNames",
                "cn: " + name));
    for (String member : members) {
      lines.add("member: " + member);
    }
    return lines.toArray(String[]::new);
  }
}
