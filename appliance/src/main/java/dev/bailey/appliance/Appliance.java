package dev.bailey.appliance;

import dev.bailey.api.Api;
import dev.bailey.api.bailey.BackupsApi;
import dev.bailey.api.bailey.GitServerApi;
import dev.bailey.api.bailey.KeysApi;
import dev.bailey.api.git.SecurityDoor;
import dev.bailey.api.server.ApiServer;
import dev.bailey.api.server.ServerIdentity;
import dev.bailey.appliance.backup.BackupAudit;
import dev.bailey.appliance.backup.HomeBackups;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.appliance.packages.HttpDownloads;
import dev.bailey.appliance.run.EngineGround;
import dev.bailey.appliance.run.PackageGround;
import dev.bailey.engine.deps.PackageLimits;
import dev.bailey.git.GitLimits;
import dev.bailey.git.Repositories;
import dev.bailey.git.Upkeep;
import dev.bailey.git.serve.GitHttp;
import dev.bailey.git.serve.GitSsh;
import dev.bailey.git.serve.SshListen;
import dev.bailey.git.sync.KnownHosts;
import dev.bailey.git.sync.RemoteCommits;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.jobs.queue.RunQueue;
import dev.bailey.jobs.retention.Retention;
import dev.bailey.jobs.retention.RetentionWorker;
import dev.bailey.jobs.run.RunExecution;
import dev.bailey.jobs.run.RunFeed;
import dev.bailey.jobs.schedule.Scheduler;
import dev.bailey.project.DbtVersion;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.security.Members;
import dev.bailey.security.Security;
import dev.bailey.security.SecuritySettings;
import dev.bailey.security.oidc.OidcProvider;
import dev.bailey.security.provider.IdentityProvider;
import dev.bailey.security.provider.ProviderHttp;
import dev.bailey.security.saml.SamlProvider;
import dev.bailey.security.syslog.AuditStream;
import dev.bailey.storage.backup.BackupSchedule;
import dev.bailey.storage.backup.BackupWorker;
import dev.bailey.storage.keys.DataKeyRotation;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.egress.AllowList;
import dev.bailey.warehouse.egress.Resolver;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole program, wired by hand. Read [#start] from top to bottom to see what depends on what.
public final class Appliance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Appliance.class);
  private static final int BACKLOG = 10_000;
  private static final int SSH_CONNECTIONS = 200;
  private static final Duration ROTATION_PAUSE = Duration.ofMinutes(1);
  private static final Duration RETENTION_EVERY = Duration.ofHours(1);
  private static final Duration REPOSITORY_UPKEEP = Duration.ofMinutes(15);

  private static final Duration DOWNLOAD_PAUSE = Duration.ofSeconds(1);
  private static final Duration PROVIDER_ANSWER = Duration.ofSeconds(15);

  private final Deque<AutoCloseable> parts;
  private final ApiServer server;
  private final GitSsh ssh;
  private final ServerIdentity identity;
  private final Optional<Members.Invited> firstPassword;

  private Appliance(
      Deque<AutoCloseable> parts,
      ApiServer server,
      GitSsh ssh,
      ServerIdentity identity,
      Optional<Members.Invited> firstPassword) {
    this.parts = parts;
    this.server = server;
    this.ssh = ssh;
    this.identity = identity;
    this.firstPassword = firstPassword;
  }

  /// Opens the keys, then as [#start] with open ones; for an appliance that nobody seals.
  public static Appliance start(
      Home home, Configuration configuration, Clock clock, SecureRandom random) {
    Certificates.given(configuration); // Before anything is made.
    return start(
        home,
        configuration,
        OpenKeys.unasked(home, configuration, random),
        () -> {},
        clock,
        random);
  }

  /// Opens what is kept, then starts the servers, the queue and the scheduler.
  ///
  /// @param keys become the appliance's, which closes them
  /// @param seal closes the appliance, soon
  static Appliance start(
      Home home,
      Configuration configuration,
      OpenKeys keys,
      Runnable seal,
      Clock clock,
      SecureRandom random) {
    var parts = new ArrayDeque<AutoCloseable>();
    try {
      return start(home, configuration, keys, seal, clock, random, parts);
    } catch (RuntimeException | Error e) {
      closeAll(parts);
      throw e;
    }
  }

  private static Appliance start(
      Home home,
      Configuration configuration,
      OpenKeys keys,
      Runnable seal,
      Clock clock,
      SecureRandom random,
      Deque<AutoCloseable> parts) {
    var ground = opened(parts, Ground.open(home, configuration, keys.ring(), random));
    var stores = Stores.on(ground, random);
    var egress = new Egress(configuration.egress(), stores.egress());
    var security =
        new Security(
            stores.security(), securitySettings(configuration, egress, clock), clock, random);
    keys.writeTo(security.log(), security.access().appliance("start"));

    var gitLimits = gitLimits(configuration);
    var repositories =
        opened(
            parts,
            new Repositories(home.data().resolve("git"), ground.ring(), random, gitLimits, clock));
    opened(parts, Upkeep.start(repositories, REPOSITORY_UPKEEP));
    var rotation =
        opened(
            parts,
            DataKeyRotation.start(ground.ring(), ground.rewritable(repositories), ROTATION_PAUSE));
    var door =
        new SecurityDoor(security, stores.registry().projects(), stores.registry().repositories());
    var policy = new AllowList(egress, Resolver.system());
    var sync =
        opened(
            parts,
            new RemoteSync(
                repositories,
                new FollowedRepositories(
                    stores.registry().repositories(),
                    stores.registry().projects(),
                    new GitGate(policy),
                    KnownHosts.parse(configuration.gitKnownHosts()),
                    configuration.gitPoll()),
                gitLimits,
                configuration.gitAuthorities(),
                clock));

    var warehouses = opened(parts, new Warehouses(policy, new StatementLog(), clock));
    var feed = new RunFeed(BACKLOG);
    var engine =
        EngineGround.of(
            new EngineGround.Known(
                stores.registry().projects(),
                stores.registry().environments(),
                stores.registry().connections(),
                stores.registry().credentials(),
                stores.variables(),
                stores.runs(),
                stores.files()),
            new EngineGround.Git(repositories, sync),
            new EngineGround.Ways(
                warehouses,
                ground.ring(),
                home.data().resolve("duckdb"),
                configuration.duckDb(),
                configuration.locks()),
            packages(configuration, policy, stores, ground, clock),
            clock);
    var execution = new RunExecution(stores.runs(), stores.files(), feed, engine, clock);
    var queue =
        opened(
            parts,
            new RunQueue(
                stores.jobs(), stores.runs(), feed, execution, configuration.runs(), clock));
    var scheduler = opened(parts, new Scheduler(stores.jobs(), queue, clock));
    var homeBackups = new HomeBackups(home, configuration);
    var backups =
        opened(
            parts,
            BackupWorker.start(
                homeBackups.on(ground.ring(), random, clock),
                () -> homeBackups.source(ground, stores, repositories),
                BackupSchedule.every(configuration.backupEvery()),
                configuration.backupRetention(),
                new BackupAudit(security.log(), security.access().appliance("backups")),
                ground.ring(),
                clock));

    Optional<AuditStream> stream =
        configuration
            .syslog()
            .map(server ->
                opened(
                    parts,
                    AuditStream.start(
                        security.audit(),
                        server,
                        stores.streamPosition(),
                        AuditStream.Pauses.standard(),
                        clock)));
    LongSupplier streamed = () -> stream.map(AuditStream::position).orElse(Long.MAX_VALUE);
    var retention =
        opened(
            parts,
            RetentionWorker.start(
                new Retention(
                    configuration.retention(),
                    stores.history(),
                    stores.files(),
                    new Retention.Kept(
                        stores.security().transactions(),
                        security.log(),
                        security.access().appliance("retention"),
                        streamed),
                    clock),
                RETENTION_EVERY,
                clock));

    var ssh =
        opened(
            parts,
            GitSsh.start(
                new SshListen(configuration.host(), configuration.sshPort(), SSH_CONNECTIONS),
                repositories,
                door,
                gitLimits,
                home.data().resolve("ssh-host-key"),
                ground.ring(),
                random));

    var settings = configuration.server();
    var api =
        new Api(
            stores.registry(),
            new Api.Work(stores.jobs(), stores.runs(), stores.files(), feed, queue),
            new Api.Git(
                repositories,
                sync,
                new GitHttp(repositories, door, gitLimits),
                door,
                new GitServerApi.Ssh(ssh.port(), ssh.hostKey())),
            new Api.Doors(security, stores.security().transactions()),
            new Api.Operations(
                new KeysApi.Keys(
                    ground.ring(),
                    passphrase -> configuration.masterKey(home.masterKey(), passphrase, random),
                    rotation,
                    seal),
                new BackupsApi.Made(backups, homeBackups.destination()),
                retention,
                stream),
            new Api.About(
                Version.bailey(),
                DbtVersion.NUMBER,
                configuration.runs().waiting(),
                () -> true,
                configuration.securityContact(),
                Appliance.class.getClassLoader()),
            settings.limits(),
            clock);
    var identity =
        Certificates.given(configuration)
            .orElseGet(() -> Certificates.own(configuration, ground.objects(), random, clock));
    var firstPassword = security.firstAdministrator().invite();
    queue.recover();
    var server = opened(parts, ApiServer.start(settings, identity, api.dispatch()));
    scheduler.start();
    sync.start();
    return new Appliance(parts, server, ssh, identity, firstPassword);
  }

  private static SecuritySettings securitySettings(
      Configuration configuration, Egress egress, Clock clock) {
    SecuritySettings settings =
        SecuritySettings.standard()
            .requiringSecondFactor(configuration.secondFactorRequired())
            .trusting(identityProviders(configuration, egress, clock));
    return configuration.ldap().map(settings::asking).orElse(settings);
  }

  private static List<IdentityProvider> identityProviders(
      Configuration configuration, Egress egress, Clock clock) {
    Optional<IdentityProvider> oidc =
        configuration
            .oidc()
            .map(settings -> {
              var gate =
                  new ProviderGate(new AllowList(egress.and(settings.host()), Resolver.system()));
              var http = new ProviderHttp(gate, configuration.oidcSockets(), PROVIDER_ANSWER);
              return new OidcProvider(settings, http, clock);
            });
    Optional<IdentityProvider> saml =
        configuration.saml().map(settings -> new SamlProvider(settings, clock));
    return Stream.of(oidc, saml).flatMap(Optional::stream).toList();
  }

  private static PackageGround packages(
      Configuration configuration, AllowList policy, Stores stores, Ground ground, Clock clock) {
    var sockets = TrustedSockets.trusting(configuration.gitAuthorities());
    PackageLimits limits = configuration.packages();
    return new PackageGround(
        configuration.packageHub(),
        limits,
        new HttpDownloads(policy, sockets, false, DOWNLOAD_PAUSE),
        new PackageGround.Git(
            new RemoteCommits(sockets, packageLimits(limits), clock),
            new GitGate(policy),
            stores.registry().repositories(),
            KnownHosts.parse(configuration.gitKnownHosts())),
        ground.objects());
  }

  /// Of a repository that a package is in: it is read into memory.
  private static GitLimits packageLimits(PackageLimits limits) {
    var standard = GitLimits.standard();
    return new GitLimits(
        Math.min(limits.bytes(), standard.objectBytes()),
        limits.bytes(),
        standard.pathLength(),
        standard.idle(),
        standard.atOnce());
  }

  private static GitLimits gitLimits(Configuration configuration) {
    var standard = GitLimits.standard();
    return new GitLimits(
        standard.objectBytes(),
        configuration.pushBytes(),
        standard.pathLength(),
        standard.idle(),
        standard.atOnce());
  }

  private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> parts, T part) {
    parts.push(part);
    return part;
  }

  /// The port for everything.
  public int httpsPort() {
    return server.httpsPort();
  }

  /// The port that only redirects.
  public int httpPort() {
    return server.httpPort();
  }

  /// The port for git over SSH.
  public int sshPort() {
    return ssh.port();
  }

  /// The public host key of the SSH server.
  public String sshHostKey() {
    return ssh.hostKey();
  }

  /// SHA-256 of the certificate, to compare with what a browser shows.
  public String certificateFingerprint() {
    return identity.fingerprint();
  }

  /// The certificate in PEM, for clients that must trust it.
  public String certificate() {
    return identity.certificatePem();
  }

  /// The first administrator with a one-time password, while nobody has signed in yet.
  public Optional<Members.Invited> firstPassword() {
    return firstPassword;
  }

  /// Stops in the opposite order: no new requests, then runs, then what is kept. May be called
  /// twice.
  @Override
  public void close() {
    closeAll(parts);
  }

  private static void closeAll(Deque<AutoCloseable> parts) {
    synchronized (parts) {
      while (!parts.isEmpty()) {
        AutoCloseable part = parts.pop();
        try {
          part.close();
        } catch (Exception e) {
          LOG.error("{} did not close well", part.getClass().getSimpleName(), e);
        }
      }
    }
  }
}
