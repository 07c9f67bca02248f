package dev.bailey.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.api.bailey.BackupsApi;
import dev.bailey.api.bailey.GitServerApi;
import dev.bailey.api.bailey.KeysApi;
import dev.bailey.api.git.SecurityDoor;
import dev.bailey.api.server.ApiServer;
import dev.bailey.api.server.ServerIdentity;
import dev.bailey.api.server.ServerSettings;
import dev.bailey.git.GitException;
import dev.bailey.git.GitLimits;
import dev.bailey.git.Repositories;
import dev.bailey.git.serve.GitHttp;
import dev.bailey.git.sync.RemoteRepositories;
import dev.bailey.git.sync.RemoteRepository;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.git.sync.SyncResult;
import dev.bailey.jobs.InMemoryJobs;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.queue.FakeGround;
import dev.bailey.jobs.queue.RunQueue;
import dev.bailey.jobs.retention.Retention;
import dev.bailey.jobs.retention.RetentionPolicy;
import dev.bailey.jobs.retention.RetentionWorker;
import dev.bailey.jobs.run.InMemoryRunFiles;
import dev.bailey.jobs.run.InMemoryRuns;
import dev.bailey.jobs.run.RunExecution;
import dev.bailey.jobs.run.RunFeed;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.registry.Destination;
import dev.bailey.registry.Environment;
import dev.bailey.registry.EnvironmentDefinition;
import dev.bailey.registry.EnvironmentKind;
import dev.bailey.registry.InMemoryAccounts;
import dev.bailey.registry.InMemoryConnections;
import dev.bailey.registry.InMemoryCredentialsStore;
import dev.bailey.registry.InMemoryEnvironments;
import dev.bailey.registry.InMemoryProjects;
import dev.bailey.registry.InMemoryRepositoryLinks;
import dev.bailey.registry.Project;
import dev.bailey.registry.ProjectDefinition;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.security.InMemorySecurity;
import dev.bailey.security.Security;
import dev.bailey.security.SecuritySettings;
import dev.bailey.security.SecurityStores;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.storage.backup.Backup;
import dev.bailey.storage.backup.BackupSchedule;
import dev.bailey.storage.backup.BackupWorker;
import dev.bailey.storage.backup.Backups;
import dev.bailey.storage.backup.DirectoryDestination;
import dev.bailey.storage.keys.DataKeyRotation;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import dev.bailey.testkit.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;

/// A real server over HTTPS, with everything behind it in memory, and a client that trusts it.
final class TestApi implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String SSH_HOST_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICTH/a5/xiS2y+rUvdjCrGcfwTvC3KUeEk6ZQB0lFtyu";

  final Clock clock = Clock.systemUTC();
  final SecurityStores stores = InMemorySecurity.stores();
  final Security security;
  final FakeGround ground = new FakeGround();
  final Jobs jobs = new InMemoryJobs();
  final InMemoryRuns runs = new InMemoryRuns(jobs);
  final RunFiles files = new InMemoryRunFiles();
  final InMemoryProjects projects = new InMemoryProjects();
  final InMemoryEnvironments environments = new InMemoryEnvironments();
  final InMemoryRepositoryLinks links = new InMemoryRepositoryLinks();
  final Api api;
  final Repositories repositories;
  private final RemoteSync sync;
  private final RunQueue queue;
  private final DataKeyRotation rotation;
  private final BackupWorker backups;
  private final RetentionWorker retention;
  private final KeyRing ring;
  private final ApiServer server;
  private final ServerIdentity identity;
  private final HttpClient client;

  TestApi(Path home) {
    this(home, ServerSettings.Limits.standard());
  }

  TestApi(Path home, ServerSettings.Limits limits) {
    this(home, limits, InMemorySecurity.settings());
  }

  TestApi(Path home, SecuritySettings settings) {
    this(home, ServerSettings.Limits.standard(), settings);
  }

  private TestApi(Path home, ServerSettings.Limits limits, SecuritySettings settings) {
    var random = new SecureRandom();
    security = new Security(stores, settings, clock, random);
    Path ringFile = home.resolve("data/keyring");
    ring =
        KeyRing.open(ringFile, new MasterKeyFile(home.resolve("keys/master.key"), random), random);
    rotation = DataKeyRotation.start(ring, List.of(), Duration.ofMillis(20));
    var feed = new RunFeed(1_000);
    queue =
        new RunQueue(
            jobs,
            runs,
            feed,
            new RunExecution(runs, files, feed, ground, clock),
            new RunQueue.Limits(2, 3, Duration.ofHours(1), true),
            clock);
    repositories =
        new Repositories(home.resolve("data/git"), ring, random, GitLimits.standard(), clock);
    sync = new RemoteSync(repositories, new Followed(links), GitLimits.standard(), "", clock);
    var destination = new DirectoryDestination(home.resolve("backups"), true);
    backups =
        BackupWorker.start(
            new Backups(home.resolve("data"), ring, destination, random, clock),
            () -> new Backups.Source(Map.of("git", repositories), Map.of(), Map.of()),
            BackupSchedule.every(Duration.ZERO),
            new dev.bailey.storage.backup.Retention(7),
            new Silence(),
            ring,
            clock);
    retention =
        RetentionWorker.start(
            new Retention(
                new RetentionPolicy(
                    OptionalInt.of(30),
                    OptionalInt.of(60),
                    OptionalInt.of(90),
                    OptionalInt.empty()),
                runs,
                files,
                new Retention.Kept(
                    stores.transactions(),
                    security.log(),
                    security.access().appliance("retention"),
                    () -> Long.MAX_VALUE),
                clock),
            Duration.ofHours(1),
            clock);
    var door = new SecurityDoor(security, projects, links);
    api =
        new Api(
            new Api.Registry(
                new InMemoryAccounts(),
                projects,
                new InMemoryConnections(),
                new InMemoryCredentialsStore(),
                environments,
                links),
            new Api.Work(jobs, runs, files, feed, queue),
            new Api.Git(
                repositories,
                sync,
                new GitHttp(repositories, door, GitLimits.standard()),
                door,
                new GitServerApi.Ssh(8022, SSH_HOST_KEY)),
            new Api.Doors(security, stores.transactions()),
            new Api.Operations(
                new KeysApi.Keys(
                    ring,
                    _ -> new MasterKeyFile(home.resolve("keys/master.key"), random),
                    rotation,
                    () -> {}),
                new BackupsApi.Made(backups, destination),
                retention,
                Optional.empty()),
            new Api.About(
                "0.0-test",
                "1.12.6",
                3,
                () -> true,
                Optional.of(URI.create("mailto:security@example.com")),
                TestApi.class.getClassLoader()),
            limits,
            clock);
    identity =
        ServerIdentity.kept(new ForgetfulKeep(), List.of("localhost", "127.0.0.1"), random, clock);
    server =
        ApiServer.start(
            new ServerSettings("127.0.0.1", 0, 0, Optional.empty(), limits),
            identity,
            api.dispatch());
    client = HttpClient.newBuilder().sslContext(trust()).build();
  }

  int httpsPort() {
    return server.httpsPort();
  }

  int httpPort() {
    return server.httpPort();
  }

  /// A token that may do what `set` says, in all projects.
  String token(PermissionSet set) {
    return security
        .serviceTokens()
        .create(
            security.access().appliance("test"),
            "a token",
            List.of(Grant.everywhere(set)),
            Optional.empty())
        .text()
        .reveal();
  }

  /// A project with a production environment and a job.
  Job someJob(String... steps) {
    Project project = projects.add(ProjectDefinition.of("Spokes"), clock.instant());
    Environment environment =
        environments.add(
            project.id(),
            EnvironmentDefinition.of("Production", EnvironmentKind.PRODUCTION),
            clock.instant());
    return jobs.add(
        project.id(), environment.id(), JobDefinition.of("nightly", steps), clock.instant());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.httpsPort() + path));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path, String token) {
    return send(request(path).header("Authorization", "Token " + token).build());
  }

  HttpResponse<String> post(String path, String token, String json) {
    return send(
        request(path)
            .header("Authorization", "Token " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A client's trust in this server's certificate, and in no other.
  SSLContext trust() {
    return Trust.only(identity.chain().getFirst());
  }

  @Override
  public void close() {
    client.close();
    server.close();
    retention.close();
    backups.close();
    rotation.close();
    queue.close();
    sync.close();
    repositories.close();
    ring.close();
  }

  /// Repositories elsewhere as the API wrote them down; every host but `forbidden.example` may be
  /// reached.
  private record Followed(InMemoryRepositoryLinks links) implements RemoteRepositories {
    @Override
    public List<RemoteRepository> list() {
      return links.list().stream().flatMap(link -> find(link.project()).stream()).toList();
    }

    @Override
    public Optional<RemoteRepository> find(ProjectId project) {
      return links
          .of(project)
          .flatMap(link ->
              link.settings().origin()
                      instanceof RepositoryOrigin.Remote(var url, var access, var key)
                  ? Optional.of(
                      new RemoteRepository(project, url, access, key, Duration.ofHours(1)))
                  : Optional.empty());
    }

    @Override
    public InetSocketAddress admit(Destination destination) {
      if (destination.host().equals("forbidden.example")) {
        throw new GitException(GitException.Code.REFUSED, "no rule allows " + destination);
      }
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), destination.port());
    }

    @Override
    public void synced(SyncResult result) {}
  }

  /// Nobody need know here how backups end.
  private static final class Silence implements BackupWorker.Listener {
    @Override
    public void made(Backup backup, List<Backup> deleted) {}

    @Override
    public void failed(String why) {}
  }

  /// Keeps nothing, so that each test has a certificate of its own.
  private static final class ForgetfulKeep implements ServerIdentity.Keep {
    @Override
    public Optional<byte[]> load() {
      return Optional.empty();
    }

    @Override
    public void save(byte[] pem) {
      if (!new String(pem, StandardCharsets.US_ASCII).contains("PRIVATE KEY")) {
        throw new IllegalArgumentException("an identity without its key");
      }
    }
  }
}
