package dev.bailey.api;

import dev.bailey.api.bailey.AccessReviewApi;
import dev.bailey.api.bailey.AuditStreamApi;
import dev.bailey.api.bailey.BackupsApi;
import dev.bailey.api.bailey.FollowApi;
import dev.bailey.api.bailey.GitServerApi;
import dev.bailey.api.bailey.KeysApi;
import dev.bailey.api.bailey.OwnApi;
import dev.bailey.api.bailey.PersonsApi;
import dev.bailey.api.bailey.ProblemDocument;
import dev.bailey.api.bailey.RetentionApi;
import dev.bailey.api.bailey.SessionApi;
import dev.bailey.api.bailey.SessionCookies;
import dev.bailey.api.bailey.SignInApi;
import dev.bailey.api.bailey.SyncApi;
import dev.bailey.api.bailey.UsersApi;
import dev.bailey.api.git.GitApi;
import dev.bailey.api.git.GitFailure;
import dev.bailey.api.http.Callers;
import dev.bailey.api.http.Changes;
import dev.bailey.api.http.Dispatch;
import dev.bailey.api.http.Failures;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Routes;
import dev.bailey.api.pages.Health;
import dev.bailey.api.pages.OpenApi;
import dev.bailey.api.pages.SecurityTxt;
import dev.bailey.api.pages.StaticPages;
import dev.bailey.api.server.ServerSettings;
import dev.bailey.api.v2.AccountsApi;
import dev.bailey.api.v2.AuditLogsApi;
import dev.bailey.api.v2.ConnectionsApi;
import dev.bailey.api.v2.CredentialsApi;
import dev.bailey.api.v2.Envelope;
import dev.bailey.api.v2.EnvironmentsApi;
import dev.bailey.api.v2.GroupsApi;
import dev.bailey.api.v2.JobsApi;
import dev.bailey.api.v2.ProjectsApi;
import dev.bailey.api.v2.RepositoriesApi;
import dev.bailey.api.v2.RunsApi;
import dev.bailey.git.Repositories;
import dev.bailey.git.serve.GitDoor;
import dev.bailey.git.serve.GitHttp;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.queue.RunQueue;
import dev.bailey.jobs.retention.RetentionWorker;
import dev.bailey.jobs.run.RunFeed;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.Runs;
import dev.bailey.registry.Accounts;
import dev.bailey.registry.Connections;
import dev.bailey.registry.CredentialsStore;
import dev.bailey.registry.Environments;
import dev.bailey.registry.Projects;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.security.Security;
import dev.bailey.security.Transactions;
import dev.bailey.security.syslog.AuditStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Every API of the appliance, put together: the table of all routes, and how each API words what
/// goes wrong.
public final class Api {
  private final Routes routes;
  private final Dispatch dispatch;

  /// What exists here.
  public record Registry(
      Accounts accounts,
      Projects projects,
      Connections connections,
      CredentialsStore credentials,
      Environments environments,
      RepositoryLinks repositories) {}

  /// Jobs and their runs.
  public record Work(Jobs jobs, Runs runs, RunFiles files, RunFeed feed, RunQueue queue) {}

  /// Repositories, how they follow others, and git's protocol.
  public record Git(
      Repositories repositories,
      RemoteSync sync,
      GitHttp http,
      GitDoor door,
      GitServerApi.Ssh ssh) {}

  /// Who calls, and what is kept of what they change.
  public record Doors(Security security, Transactions transactions) {}

  /// What an operator looks after.
  public record Operations(
      KeysApi.Keys keys,
      BackupsApi.Made backups,
      RetentionWorker retention,
      Optional<AuditStream> stream) {}

  /// What there is to know of this appliance.
  ///
  /// @param version of Bailey
  /// @param dbtVersion the dbt Core that the engine is compatible with
  /// @param queueLimit how many runs may wait
  /// @param ready whether the appliance can do its work
  /// @param securityContact whom to tell of a weakness of this installation
  /// @param pages where the browser UI's files are
  public record About(
      String version,
      String dbtVersion,
      int queueLimit,
      BooleanSupplier ready,
      Optional<URI> securityContact,
      ClassLoader pages) {}

  /// Puts the APIs together.
  public Api(
      Registry registry,
      Work work,
      Git git,
      Doors doors,
      Operations operations,
      About about,
      ServerSettings.Limits limits,
      Clock clock) {
    Security security = doors.security();
    var changes = new Changes(doors.transactions(), security.log());
    var ground =
        new JobsApi.Ground(work.jobs(), work.runs(), work.files(), work.queue(), security.people());
    var related =
        new RunsApi.Related(registry.projects(), registry.environments(), registry.repositories());
    var all = new ArrayList<Route>();
    all.addAll(new AccountsApi(registry.accounts(), about.queueLimit(), clock).routes());
    all.addAll(
        new ProjectsApi(
                registry.projects(),
                registry.repositories(),
                registry.environments(),
                registry.connections(),
                changes,
                clock)
            .routes());
    all.addAll(new ConnectionsApi(registry.connections(), changes, clock).routes());
    all.addAll(
        new CredentialsApi(registry.credentials(), registry.projects(), changes, clock).routes());
    all.addAll(
        new EnvironmentsApi(
                registry.environments(),
                registry.connections(),
                registry.credentials(),
                registry.repositories(),
                changes,
                clock)
            .routes());
    all.addAll(
        new RepositoriesApi(
                registry.repositories(),
                registry.projects(),
                new RepositoriesApi.Git(git.repositories(), git.sync()),
                changes,
                clock)
            .routes());
    all.addAll(new GitServerApi(git.ssh()).routes());
    all.addAll(new SyncApi(registry.repositories(), git.sync()).routes());
    all.addAll(
        new JobsApi(ground, registry.environments(), changes, about.dbtVersion(), clock).routes());
    all.addAll(new RunsApi(ground, related, about.dbtVersion(), clock).routes());
    all.addAll(
        new FollowApi(
                work.runs(), work.files(), work.feed(), registry.environments(), security.people())
            .routes());
    var cookies = new SessionCookies(clock);
    all.addAll(new SessionApi(security, cookies).routes());
    all.addAll(new SignInApi(security.providers(), cookies).routes());
    all.addAll(new OwnApi(security.own(), clock).routes());
    all.addAll(new GroupsApi(security.groups()).routes());
    all.addAll(new UsersApi(security.members(), security.groups()).routes());
    all.addAll(
        new AccessReviewApi(security.accessReview(), security.people(), security.log()).routes());
    all.addAll(new PersonsApi(security.persons(), security.audit(), work.runs()).routes());
    all.addAll(new AuditLogsApi(security.audit(), security.log(), clock).routes());
    all.addAll(new KeysApi(operations.keys(), changes).routes());
    all.addAll(new BackupsApi(operations.backups(), changes).routes());
    all.addAll(new RetentionApi(operations.retention(), security.audit(), changes).routes());
    all.addAll(new AuditStreamApi(operations.stream()).routes());
    all.addAll(new GitApi(git.http(), git.door()).routes());
    all.addAll(new Health(about.ready()).routes());
    all.addAll(new SecurityTxt(about.securityContact(), clock).routes());
    all.addAll(new OpenApi(List.copyOf(all), about.version()).routes());
    all.addAll(new StaticPages(about.pages()).routes());
    this.routes = new Routes(all);
    this.dispatch =
        new Dispatch(
            routes,
            new Callers(security.access()),
            new Dispatch.Limits(limits.bodyBytes(), limits.gitBodyBytes()),
            Api::wording);
  }

  /// Every route.
  public Routes routes() {
    return routes;
  }

  /// What answers requests.
  public Dispatch dispatch() {
    return dispatch;
  }

  private static Failures wording(String path) {
    if (path.startsWith("/api/v2/") || path.startsWith("/api/v3/")) {
      return Envelope::failure;
    }
    return path.startsWith("/git/") ? GitFailure::answer : ProblemDocument::answer;
  }
}
