package dev.bailey.git.sync;

import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.GitLimits;
import dev.bailey.git.RefsUpdated;
import dev.bailey.git.Repositories;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.tls.TrustedSockets;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/// Follows repositories elsewhere: polls them, or fetches at once when told, and moves the
/// project's own refs. With the host down, the last synced commits stay in use.
///
/// Two Camel routes do it. `git-poll` looks every few seconds for repositories whose turn it is;
/// `git-sync` fetches one, tells who listens, and notes how it went. After a failure the next turn
/// comes later, and later still after another.
public final class RemoteSync implements AutoCloseable {
  private static final String SYNC = "direct:git-sync";
  private static final Duration LOOK = Duration.ofSeconds(2);

  /// Fetches at once: enough to keep one slow host from holding up the others.
  private static final int AT_ONCE = 8;

  private final Repositories repositories;
  private final RemoteRepositories remotes;
  private final GitLimits limits;
  private final Fetcher fetcher;
  private final Clock clock;
  private final Map<ProjectId, Turn> turns = new ConcurrentHashMap<>();
  private final CamelContext camel = new DefaultCamelContext(false);
  private final ProducerTemplate template = camel.createProducerTemplate();
  private final ExecutorService workers =
      Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("git-sync-", 0).factory());

  /// @param authorities certificates in PEM that are trusted besides the system's; may be empty
  /// @throws GitException INVALID when they are none
  public RemoteSync(
      Repositories repositories,
      RemoteRepositories remotes,
      GitLimits limits,
      String authorities,
      Clock clock) {
    this.repositories = repositories;
    this.remotes = remotes;
    this.limits = limits;
    this.clock = clock;
    this.fetcher =
        new Fetcher(repositories, remotes, TrustedSockets.trusting(authorities), limits, clock);
    try {
      camel.addRoutes(routes());
    } catch (Exception e) {
      throw new IllegalStateException("Camel refuses the routes of git sync", e);
    }
    camel.build();
    camel.start();
    template.start();
  }

  private RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from("timer:git-poll?fixedRate=false&period=" + LOOK.toMillis())
            .routeId("git-poll")
            .autoStartup(false)
            .process(exchange -> exchange.getMessage().setBody(due()))
            .split(body())
            .parallelProcessing()
            .executorService(workers)
            .to(SYNC);
        from(SYNC)
            .routeId("git-sync")
            .process(exchange -> exchange.getMessage().setBody(run(project(exchange))));
      }
    };
  }

  private static ProjectId project(Exchange exchange) {
    return (ProjectId) Objects.requireNonNull(exchange.getMessage().getBody());
  }

  /// Begins to poll.
  public void start() {
    try {
      camel.getRouteController().startRoute("git-poll");
    } catch (Exception e) {
      throw new IllegalStateException("Camel does not start polling", e);
    }
  }

  /// Fetches now, and returns when that is done: before a run, after a webhook.
  ///
  /// @throws GitException NOT_FOUND when the project follows no other repository
  public SyncResult sync(ProjectId project) {
    if (remotes.find(project).isEmpty()) {
      throw new GitException(
          Code.NOT_FOUND, "project " + project + " follows no remote repository");
    }
    return (SyncResult) Objects.requireNonNull(template.requestBody(SYNC, project));
  }

  /// Whether the project follows a repository elsewhere.
  public boolean follows(ProjectId project) {
    return remotes.find(project).isPresent();
  }

  /// How the latest sync of a project ended, since the appliance started.
  public Optional<SyncResult> last(ProjectId project) {
    return turn(project).last();
  }

  /// Ends following a repository, and destroys for good what was synced from it (see
  /// [Repositories#destroy]): a sync in progress fails, and none can begin before all is done.
  ///
  /// @param unlink takes the link away; when it fails, the next sync fetches everything anew
  public void disconnect(ProjectId project, Runnable unlink) {
    repositories.destroy(project);
    var turn = turn(project);
    turn.begin();
    try {
      repositories.destroy(project);
      unlink.run();
      turn.forget();
    } finally {
      turn.end();
    }
  }

  /// Where a URL leads.
  ///
  /// @throws GitException INVALID
  public static RemoteHost host(String url) {
    var parsed = RemoteUrl.parse(url);
    return new RemoteHost(parsed.destination(), parsed.ssh());
  }

  /// A host key as `ssh-keygen -l` shows it, for comparing by eye: `SHA256:…`.
  ///
  /// @param hostKey a line of `known_hosts` without the host
  public static String fingerprint(String hostKey) {
    return SshRemotes.fingerprint(hostKey);
  }

  /// Refuses a URL that could never be synced from here.
  ///
  /// @throws GitException INVALID, REFUSED, UNREACHABLE
  public RemoteHost check(String url) {
    var host = host(url);
    remotes.admit(host.destination());
    return host;
  }

  /// Asks an SSH host for its key, for an administrator to confirm.
  ///
  /// @param url as in [RemoteRepository#url]
  /// @return a line of `known_hosts` without the host
  /// @throws GitException UNREACHABLE, INVALID, REFUSED
  public String hostKey(String url) {
    var parsed = RemoteUrl.parse(url);
    if (!parsed.ssh()) {
      throw new GitException(Code.INVALID, "only SSH hosts have a host key");
    }
    var address = remotes.admit(parsed.destination());
    try {
      return SshRemotes.hostKey(address, limits.idle());
    } catch (IOException e) {
      throw new Explanation(parsed, true).of(e);
    }
  }

  private List<ProjectId> due() {
    var now = clock.instant();
    return remotes.list().stream()
        .filter(remote -> turn(remote.project()).isDue(now, remote.interval()))
        .map(RemoteRepository::project)
        .toList();
  }

  private Turn turn(ProjectId project) {
    return turns.computeIfAbsent(project, _ -> new Turn());
  }

  private SyncResult run(ProjectId project) {
    var turn = turn(project);
    var meanwhile = turn.begin();
    try {
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      var result = attempt(project, turn);
      turn.ended(result);
      tell(result);
      return result;
    } finally {
      turn.end();
    }
  }

  private SyncResult attempt(ProjectId project, Turn turn) {
    var remote = remotes.find(project);
    if (remote.isEmpty()) {
      return new SyncResult.Synced(project, clock.instant(), List.of());
    }
    try {
      var changes = fetcher.fetch(remote.get());
      turn.succeeded(clock.instant(), remote.get().interval());
      return new SyncResult.Synced(project, clock.instant(), changes);
    } catch (GitException e) {
      turn.failed(clock.instant(), remote.get().interval());
      return new SyncResult.Failed(
          project,
          clock.instant(),
          e.code(),
          String.valueOf(e.getMessage()),
          turn.failures(),
          turn.next());
    }
  }

  private void tell(SyncResult result) {
    if (result instanceof SyncResult.Synced(var project, _, var changes) && !changes.isEmpty()) {
      repositories.announce(new RefsUpdated(project, changes, "sync"));
    }
    remotes.synced(result);
  }

  @Override
  public void close() {
    camel.stop();
    workers.shutdownNow();
  }
}
