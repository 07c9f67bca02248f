package dev.bailey.appliance.config;

import dev.bailey.api.server.ServerException;
import dev.bailey.api.server.ServerIdentity;
import dev.bailey.api.server.ServerSettings;
import dev.bailey.database.backend.PostgresSettings;
import dev.bailey.engine.deps.PackageLimits;
import dev.bailey.jobs.queue.RunQueue;
import dev.bailey.jobs.retention.RetentionPolicy;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.registry.Destination;
import dev.bailey.registry.Secret;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.security.ldap.LdapDirectory;
import dev.bailey.security.ldap.LdapSettings;
import dev.bailey.security.oidc.OidcSettings;
import dev.bailey.security.saml.SamlPeer;
import dev.bailey.security.saml.SamlSettings;
import dev.bailey.security.syslog.SyslogServer;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.storage.backup.Retention;
import dev.bailey.storage.keys.MasterKeySource;
import dev.bailey.storage.keys.Passphrase;
import dev.bailey.warehouse.lock.LockPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the operator decided, each value checked.
public final class Configuration {
  private static final int DATABASE_CONNECTIONS = 20;
  private static final Set<Key> AUTHORITIES =
      EnumSet.of(
          Key.GIT_AUTHORITIES, Key.LDAP_AUTHORITIES, Key.OIDC_AUTHORITIES, Key.SYSLOG_AUTHORITIES);
  private static final int MOST_DAYS = 36_500;
  private static final int SYSLOG_PORT = 6514;
  private static final Duration SYSLOG_PATIENCE = Duration.ofSeconds(15);
  private static final long MIB = 1L << 20;
  private static final Set<String> CONTACTS = Set.of("mailto", "https", "tel");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

  private final Map<Key, String> values;

  private Configuration(Map<Key, String> values) {
    this.values = values;
  }

  /// Reads `file` when it exists, then lets the environment win.
  ///
  /// @throws ConfigurationException naming every key that is unknown or cannot be used
  public static Configuration read(Path file, Map<String, String> environment) {
    var values = new EnumMap<Key, String>(Key.class);
    for (Key key : Key.values()) {
      values.put(key, key.standard());
    }
    if (Files.exists(file)) {
      values.putAll(fromFile(file));
    }
    values.putAll(fromEnvironment(environment));
    var configuration = new Configuration(values);
    configuration.check();
    return configuration;
  }

  private static Map<Key, String> fromFile(Path file) {
    return switch (new YamlReader(YamlLimits.DEFAULT).read(source(file))) {
      case Outcome.Ok<YamlNode>(YamlNode.Mapping mapping, _) -> keys(mapping);
      case Outcome.Ok<YamlNode>(YamlNode.Nothing _, _) -> Map.of();
      case Outcome.Ok<YamlNode> _ ->
          throw new ConfigurationException(file + " must hold lines of the form `key: value`");
      case Outcome.Failed<YamlNode>(var problems) ->
          throw new ConfigurationException(
              problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
    };
  }

  private static SourceFile source(Path file) {
    try {
      return new SourceFile(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ConfigurationException("%s cannot be read: %s".formatted(file, Home.why(e)));
    }
  }

  private static Map<Key, String> keys(YamlNode.Mapping mapping) {
    var found = new EnumMap<Key, String>(Key.class);
    var problems = new ArrayList<String>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String word = text(entry.key());
      Optional<Key> key =
          Arrays.stream(Key.values()).filter(each -> each.word().equals(word)).findFirst();
      if (key.isPresent()) {
        found.put(key.get(), text(entry.value()));
      } else {
        problems.add(
            "%s: there is no key '%s'. Known keys: %s"
                .formatted(entry.key().span().where(), word, words()));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(String.join("\n", problems));
    }
    return found;
  }

  /// A list counts as its items, one a line.
  private static String text(YamlNode node) {
    return switch (node) {
      case YamlNode.Nothing _ -> "";
      case YamlNode.Sequence(_, var items) ->
          items.stream().map(Configuration::text).collect(Collectors.joining("\n"));
      case YamlNode other -> PythonText.str(other);
    };
  }

  private static String words() {
    return Arrays.stream(Key.values()).map(Key::word).collect(Collectors.joining(", "));
  }

  private static Map<Key, String> fromEnvironment(Map<String, String> environment) {
    var found = new EnumMap<Key, String>(Key.class);
    for (Key key : Key.values()) {
      String name = key.variable();
      String value = environment.get(name);
      String file = environment.get(name + "_FILE");
      if (value != null) {
        found.put(key, value);
      } else if (file != null) {
        found.put(key, content(name + "_FILE", Path.of(file)));
      }
    }
    return found;
  }

  private static String content(String name, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s names %s, which cannot be read: %s".formatted(name, file, Home.why(e)));
    }
  }

  /// Where the server listens and what it allows.
  public ServerSettings server() {
    var standard = ServerSettings.Limits.standard();
    return new ServerSettings(
        host(),
        number(Key.HTTPS_PORT),
        number(Key.HTTP_PORT),
        publicName(),
        new ServerSettings.Limits(
            number(Key.REQUEST_MIB) * MIB,
            number(Key.PUSH_MIB) * MIB,
            number(Key.CONNECTIONS),
            standard.idle(),
            standard.read()));
  }

  private Optional<ServerSettings.PublicName> publicName() {
    return host(
            Key.PUBLIC_NAME,
            "the name of a host, such as bailey.example.com, or bailey.example.com:443",
            () -> number(Key.HTTPS_PORT))
        .map(host -> new ServerSettings.PublicName(host.name(), host.port()));
  }

  private record Host(String name, int port) {}

  /// @param what it is, with an example
  /// @param port the one of a host that is named without
  private Optional<Host> host(Key key, String what, IntSupplier port) {
    return text(key)
        .map(text -> {
          Matcher parts = HOST.matcher(text);
          if (!parts.matches()) {
            throw new ConfigurationException(
                "%s must be %s, not '%s'. Set it in bailey.yaml or as %s."
                    .formatted(key.word(), what, text, key.variable()));
          }
          return new Host(
              parts.group(1),
              parts.group(2) == null ? port.getAsInt() : Integer.parseInt(parts.group(2)));
        });
  }

  /// The address to listen on.
  public String host() {
    return text(Key.HOST).orElse(Key.HOST.standard());
  }

  /// The port for git over SSH; 0 takes a free one.
  public int sshPort() {
    return number(Key.SSH_PORT);
  }

  /// The largest push, in bytes.
  public long pushBytes() {
    return number(Key.PUSH_MIB) * MIB;
  }

  /// The operator's own certificate and key, in PEM; empty for one that the server makes.
  ///
  /// @throws ConfigurationException when a file cannot be read
  public Optional<String> certificate() {
    return text(Key.TLS_CERTIFICATE)
        .map(file ->
            content(Key.TLS_CERTIFICATE.word(), Path.of(file))
                + "\n"
                + content(Key.TLS_KEY.word(), Path.of(text(Key.TLS_KEY).orElseThrow())));
  }

  /// What kind of master key there is.
  public MasterKeySource.Kind masterKeyKind() {
    return masterKey().kind();
  }

  /// Where the master key comes from.
  ///
  /// @param file of the master key, unless this names another
  /// @param passphrase asked for one when that is the kind; lent
  public MasterKeySource masterKey(
      Path file, Supplier<Passphrase> passphrase, SecureRandom random) {
    return masterKey().source(file, passphrase, random);
  }

  private MasterKeySettings masterKey() {
    return new MasterKeySettings(
        key -> text(key).orElse(""), Duration.ofSeconds(number(Key.MASTER_KEY_COMMAND_SECONDS)));
  }

  /// The e-mail address of the first administrator.
  public String firstAdministrator() {
    return text(Key.FIRST_ADMINISTRATOR).orElse(Key.FIRST_ADMINISTRATOR.standard());
  }

  /// Whether whoever signs in with a password needs a second factor.
  public boolean secondFactorRequired() {
    return isFirst(Key.SECOND_FACTOR, "required", "optional");
  }

  /// Which of two words a key has.
  private boolean isFirst(Key key, String first, String second) {
    String word = text(key).orElse(key.standard());
    if (!word.equals(first) && !word.equals(second)) {
      throw new ConfigurationException(
          "%s must be %s or %s, not '%s'. Set it in bailey.yaml or as %s."
              .formatted(key.word(), second, first, word, key.variable()));
    }
    return word.equals(first);
  }

  /// The LDAP servers that know people, when there are some.
  ///
  /// @throws ConfigurationException when they cannot be asked like this
  public Optional<LdapDirectory> ldap() {
    return text(Key.LDAP_SERVERS).map(this::ldap);
  }

  private LdapDirectory ldap(String servers) {
    String people =
        text(Key.LDAP_USER_BASE)
            .orElseThrow(() ->
                new ConfigurationException(
                    "ldap_servers needs ldap_user_base, such as ou=people,dc=example,dc=com"));
    try {
      return new LdapDirectory(
          new LdapSettings(
              Arrays.stream(servers.split("[\\s,]+")).map(URI::create).toList(),
              file(Key.LDAP_AUTHORITIES),
              text(Key.LDAP_BIND_DN).orElse(""),
              Secret.of(text(Key.LDAP_BIND_PASSWORD).orElse("")),
              people,
              text(Key.LDAP_USER_FILTER).orElse(LdapSettings.USER_FILTER),
              text(Key.LDAP_GROUP_BASE).orElse(people),
              text(Key.LDAP_GROUP_FILTER).orElse(LdapSettings.GROUP_FILTER)));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("LDAP cannot be used: " + e.getMessage());
    }
  }

  /// The identity provider that speaks OpenID Connect, when there is one.
  ///
  /// @throws ConfigurationException when it cannot be used like this
  public Optional<OidcSettings> oidc() {
    return text(Key.OIDC_ISSUER).map(this::oidc);
  }

  private OidcSettings oidc(String issuer) {
    ServerSettings.PublicName name =
        publicName()
            .orElseThrow(() ->
                new ConfigurationException(
                    "oidc_issuer needs public_name: the provider sends browsers back to it"));
    try {
      return new OidcSettings(
          issuer,
          text(Key.OIDC_CLIENT_ID).orElse(""),
          Secret.of(text(Key.OIDC_CLIENT_SECRET).orElse("")),
          text(Key.OIDC_LABEL).orElse(Key.OIDC_LABEL.standard()),
          name.address(),
          text(Key.OIDC_SCOPES).orElse(OidcSettings.SCOPES),
          text(Key.OIDC_LOGIN_CLAIM).orElse(OidcSettings.LOGIN_CLAIM),
          text(Key.OIDC_GROUPS_CLAIM).orElse(OidcSettings.GROUPS_CLAIM));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("OpenID Connect cannot be used: " + e.getMessage());
    }
  }

  /// The identity provider that speaks SAML, when there is one.
  ///
  /// @throws ConfigurationException when it cannot be used like this
  public Optional<SamlSettings> saml() {
    return text(Key.SAML_METADATA)
        .map(_ -> {
          ServerSettings.PublicName name =
              publicName()
                  .orElseThrow(() ->
                      new ConfigurationException(
                          "saml_metadata needs public_name: the provider sends browsers back to it"));
          String pem = file(Key.SAML_CERTIFICATE) + "\n" + file(Key.SAML_KEY);
          try {
            var identity = ServerIdentity.ofPem(pem.getBytes(StandardCharsets.US_ASCII));
            return new SamlSettings(
                SamlPeer.of(file(Key.SAML_METADATA)),
                text(Key.SAML_LABEL).orElse(Key.SAML_LABEL.standard()),
                name.address(),
                identity.key(),
                identity.chain().getFirst(),
                new SamlSettings.Attributes(
                    text(Key.SAML_USER_ATTRIBUTE),
                    text(Key.SAML_LOGIN_ATTRIBUTE).orElse(Key.SAML_LOGIN_ATTRIBUTE.standard()),
                    text(Key.SAML_EMAIL_ATTRIBUTE).orElse(Key.SAML_EMAIL_ATTRIBUTE.standard()),
                    text(Key.SAML_GROUPS_ATTRIBUTE).orElse(Key.SAML_GROUPS_ATTRIBUTE.standard())));
          } catch (ServerException e) {
            throw new ConfigurationException(
                "saml_certificate and saml_key must be a certificate and its unencrypted private key, in PEM: "
                    + e.getMessage());
          } catch (IllegalArgumentException e) {
            throw new ConfigurationException("SAML cannot be used: " + e.getMessage());
          }
        });
  }

  /// Whom the identity provider is trusted by.
  ///
  /// @throws ConfigurationException when they are no certificates
  public TrustedSockets oidcSockets() {
    return sockets(Key.OIDC_AUTHORITIES);
  }

  private TrustedSockets sockets(Key authorities) {
    try {
      return TrustedSockets.trusting(file(authorities));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(authorities.word() + ": " + e.getMessage());
    }
  }

  /// The syslog server that the audit is told to, when there is one.
  ///
  /// @throws ConfigurationException when it cannot be used like this
  public Optional<SyslogServer> syslog() {
    return host(
            Key.SYSLOG_SERVER,
            "a host, such as logs.example.com or logs.example.com:6514",
            () -> SYSLOG_PORT)
        .map(host ->
            new SyslogServer(
                new Destination(host.name().replaceAll("[\\[\\]]", ""), host.port()),
                sockets(Key.SYSLOG_AUTHORITIES),
                publicName().map(ServerSettings.PublicName::host).orElse("-"),
                SYSLOG_PATIENCE));
  }

  /// The servers that it names, by the key that does.
  public Map<String, List<Destination>> servers() {
    var named = new LinkedHashMap<String, List<Destination>>();
    text(Key.LDAP_SERVERS)
        .ifPresent(uris ->
            named.put(
                Key.LDAP_SERVERS.word(),
                Arrays.stream(uris.split("[\\s,]+")).map(URI::create).map(Servers::ldap).toList()));
    oidc().ifPresent(there -> named.put(Key.OIDC_ISSUER.word(), List.of(there.host())));
    syslog().ifPresent(there -> named.put(Key.SYSLOG_SERVER.word(), List.of(there.place())));
    text(Key.DATABASE_URL)
        .ifPresent(url -> named.put(Key.DATABASE_URL.word(), Servers.postgres(url)));
    named.put(Key.PACKAGE_HUB_URL.word(), List.of(Servers.https(packageHub())));
    return named;
  }

  /// What the run queue allows.
  public RunQueue.Limits runs() {
    return new RunQueue.Limits(
        number(Key.RUN_SLOTS),
        number(Key.RUN_QUEUE),
        Duration.ofHours(number(Key.RUN_HOURS)),
        interruptedRunsGoOn());
  }

  private boolean interruptedRunsGoOn() {
    return isFirst(Key.INTERRUPTED_RUNS, "resume", "leave");
  }

  /// What runs do about a relation that another run is writing.
  public LockPolicy locks() {
    String word = text(Key.BUSY_RELATION).orElse(Key.BUSY_RELATION.standard());
    return new LockPolicy(
        LockPolicy.Action.named(word)
            .orElseThrow(() ->
                new ConfigurationException(
                    "%s must be one of %s, not '%s'. Set it in bailey.yaml or as %s."
                        .formatted(
                            Key.BUSY_RELATION.word(),
                            LockPolicy.Action.words(),
                            word,
                            Key.BUSY_RELATION.variable()))),
        Duration.ofMinutes(number(Key.BUSY_RELATION_MINUTES)));
  }

  /// What one embedded DuckDB may use.
  public DuckDbLimits duckDb() {
    return new DuckDbLimits(number(Key.DUCKDB_MEMORY_MIB), number(Key.DUCKDB_THREADS));
  }

  /// Hosts, with or without a port, that outgoing connections may reach.
  public List<String> egress() {
    return text(Key.EGRESS_ALLOW).map(hosts -> List.of(hosts.split("[\\s,]+"))).orElse(List.of());
  }

  /// How often repositories elsewhere are asked for news.
  public Duration gitPoll() {
    return Duration.ofSeconds(number(Key.GIT_POLL_SECONDS));
  }

  /// SSH host keys of git hosts, as in `known_hosts`; empty when none are configured.
  ///
  /// @throws ConfigurationException when the file cannot be read
  public String gitKnownHosts() {
    return file(Key.GIT_KNOWN_HOSTS);
  }

  /// Authorities that git hosts are trusted by besides the system's, in PEM; may be empty.
  ///
  /// @throws ConfigurationException when the file cannot be read
  public String gitAuthorities() {
    return file(Key.GIT_AUTHORITIES);
  }

  /// Whom to tell of a weakness of this installation.
  ///
  /// @throws ConfigurationException when it is no address
  public Optional<URI> securityContact() {
    return text(Key.SECURITY_CONTACT).map(Configuration::contact);
  }

  private static URI contact(String text) {
    return uri(
        Key.SECURITY_CONTACT,
        text,
        contact -> contact.isAbsolute() && CONTACTS.contains(contact.getScheme()),
        "an address such as mailto:security@example.com or https://example.com/report");
  }

  /// The base of the package hub's URLs.
  ///
  /// @throws ConfigurationException when it is no such URL
  public URI packageHub() {
    return uri(
        Key.PACKAGE_HUB_URL,
        text(Key.PACKAGE_HUB_URL).orElse(Key.PACKAGE_HUB_URL.standard()),
        hub ->
            "https".equals(hub.getScheme()) && hub.getHost() != null && hub.getUserInfo() == null,
        "a URL that begins with https:// and names no user");
  }

  private static URI uri(Key key, String text, Predicate<URI> fits, String what) {
    try {
      URI uri = URI.create(text);
      if (fits.test(uri)) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // The message below says it all.
    }
    throw new ConfigurationException(
        "%s must be %s, not '%s'. Set it in bailey.yaml or as %s."
            .formatted(key.word(), what, text, key.variable()));
  }

  /// How much the packages of a project may be.
  public PackageLimits packages() {
    return PackageLimits.ofMebibytes(
        number(Key.PACKAGE_MIB),
        number(Key.PACKAGES_MIB),
        "The operator can allow more by `%s` (for one package) and `%s` (for all of a project) of bailey.yaml."
            .formatted(Key.PACKAGE_MIB.word(), Key.PACKAGES_MIB.word()));
  }

  /// The directory for backups, when the operator names one.
  public Optional<Path> backupDirectory() {
    return text(Key.BACKUP_DIRECTORY).map(Path::of);
  }

  /// How long after a backup the next one is made; zero for never.
  public Duration backupEvery() {
    return Duration.ofHours(number(Key.BACKUP_HOURS));
  }

  /// How long backups are kept.
  ///
  /// @throws ConfigurationException when that is too short, and nobody insists
  public Retention backupRetention() {
    int days = number(Key.BACKUP_DAYS);
    if (days < Retention.LEAST && !backupDaysForced()) {
      throw new ConfigurationException(
          "%s must be at least %d: what was damaged on a Friday is often found on the next Friday, and the backups from before it must still be there. Set %s: yes if you insist on %d."
              .formatted(
                  Key.BACKUP_DAYS.word(), Retention.LEAST, Key.BACKUP_DAYS_FORCED.word(), days));
    }
    return new Retention(days);
  }

  private boolean backupDaysForced() {
    return isYes(Key.BACKUP_DAYS_FORCED);
  }

  private boolean isYes(Key key) {
    return switch (text(key).orElse(key.standard())) {
      case "yes", "True" -> true;
      case "no", "False" -> false;
      case String other ->
          throw new ConfigurationException(
              "%s must be no or yes, not '%s'. Set it in bailey.yaml or as %s."
                  .formatted(key.word(), other, key.variable()));
    };
  }

  /// How long logs, artifacts, runs and the audit are kept.
  ///
  /// @throws ConfigurationException when that is too short for an audit, and nobody insists
  public RetentionPolicy retention() {
    var policy =
        new RetentionPolicy(
            days(Key.LOG_DAYS), days(Key.ARTIFACT_DAYS), days(Key.RUN_DAYS), days(Key.AUDIT_DAYS));
    if (isYes(Key.AUDIT_DAYS_FORCED)) {
      return policy;
    }
    if (policy.audit().orElse(Integer.MAX_VALUE) < RetentionPolicy.LEAST_AUDIT) {
      throw new ConfigurationException(
          "%s must be at least %d: auditors ask for a whole year, and what was done is often found out months later. Set %s: yes if you insist on %s."
              .formatted(
                  Key.AUDIT_DAYS.word(),
                  RetentionPolicy.LEAST_AUDIT,
                  Key.AUDIT_DAYS_FORCED.word(),
                  text(Key.AUDIT_DAYS).orElse("")));
    }
    if (policy.losesAuditFirst()) {
      throw new ConfigurationException(
          "%s must be at least %s: the audit tells who started the runs that are kept. Set %s: yes if you insist."
              .formatted(Key.AUDIT_DAYS.word(), Key.RUN_DAYS.word(), Key.AUDIT_DAYS_FORCED.word()));
    }
    return policy;
  }

  /// A number of days; empty for always.
  private OptionalInt days(Key key) {
    String text = text(key).orElse(key.standard());
    if (text.equals("forever") || text.equals("0")) {
      return OptionalInt.empty();
    }
    if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= MOST_DAYS) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    throw new ConfigurationException(
        "%s must be a number of days from 1 to %d, or forever, not '%s'. Set it in bailey.yaml or as %s."
            .formatted(key.word(), MOST_DAYS, text, key.variable()));
  }

  /// The files that open the keys.
  ///
  /// @param file of the master key, unless this names another
  public Set<Path> keyFiles(Path file) {
    return Stream.of(
            Optional.of(text(Key.MASTER_KEY).map(Path::of).orElse(file)),
            text(Key.PKCS11_PIN_FILE).map(Path::of))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private String file(Key key) {
    return text(key).map(name -> content(key.word(), Path.of(name))).orElse("");
  }

  /// The PostgreSQL for the appliance's own data, when it is not the embedded database.
  ///
  /// @throws ConfigurationException when its address cannot be used
  public Optional<PostgresSettings> database() {
    return text(Key.DATABASE_URL).map(this::database);
  }

  private PostgresSettings database(String url) {
    try {
      return new PostgresSettings(
          url,
          text(Key.DATABASE_USER).orElse(""),
          text(Key.DATABASE_PASSWORD).orElse(""),
          DATABASE_CONNECTIONS);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("database_url: " + e.getMessage());
    }
  }

  private void check() {
    var problems = new ArrayList<String>();
    for (Key key : Key.values()) {
      key.range().ifPresent(_ -> collect(problems, () -> number(key)));
    }
    if (text(Key.TLS_CERTIFICATE).isPresent() != text(Key.TLS_KEY).isPresent()) {
      problems.add("tls_certificate and tls_key go together: set both, or neither");
    } else {
      collect(problems, this::certificate);
    }
    collect(problems, this::secondFactorRequired);
    collect(problems, this::interruptedRunsGoOn);
    collect(problems, this::locks);
    collect(
        problems,
        () -> masterKey(Path.of(""), () -> Passphrase.taking(new byte[0]), new SecureRandom()));
    collect(problems, this::publicName);
    collect(problems, this::ldap);
    collect(problems, this::oidc);
    collect(problems, this::saml);
    collect(problems, this::database);
    collect(problems, this::gitKnownHosts);
    collect(problems, this::securityContact);
    collect(problems, this::packageHub);
    collect(problems, this::backupRetention);
    collect(problems, this::retention);
    collect(problems, this::syslog);
    AUTHORITIES.forEach(key -> collect(problems, () -> sockets(key)));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(String.join("\n", problems));
    }
  }

  private static void collect(List<String> problems, Runnable check) {
    try {
      check.run();
    } catch (ConfigurationException e) {
      problems.add(e.text());
    }
  }

  private int number(Key key) {
    String text = String.valueOf(values.get(key));
    Key.Range range = key.range().orElseThrow();
    try {
      int number = Integer.parseInt(text);
      if (number >= range.least() && number <= range.most()) {
        return number;
      }
    } catch (NumberFormatException _) {
      // The message below says it all.
    }
    throw new ConfigurationException(
        "%s must be a whole number from %d to %d, not '%s'. Set it in bailey.yaml or as %s."
            .formatted(key.word(), range.least(), range.most(), text, key.variable()));
  }

  private Optional<String> text(Key key) {
    return Optional.of(String.valueOf(values.get(key)).strip()).filter(value -> !value.isEmpty());
  }
}
