package dev.bailey.api.v2;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Changes;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Rights;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.git.GitException;
import dev.bailey.git.Repositories;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.Project;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Projects;
import dev.bailey.registry.RepositoryId;
import dev.bailey.registry.RepositoryLink;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.registry.RepositorySettings;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/// Which repository a project has: one that this appliance hosts, or one elsewhere that it follows.
///
/// Taking a repository away that is followed deletes what was synced from it on the spot and for
/// good: its key is destroyed, so that no backup brings it back.
public final class RepositoriesApi {
  private static final String ACCOUNT = "/api/v2/accounts/{account}/repositories";
  private static final String PROJECT = "/api/v3/accounts/{account}/projects/{project}";
  private static final String ROOT = PROJECT + "/repositories";
  private static final int DELETED = 2;

  private final RepositoryLinks links;
  private final Projects projects;
  private final Repositories repositories;
  private final RemoteSync sync;
  private final Changes changes;
  private final Clock clock;

  /// The files themselves are in `repositories`, and come from elsewhere by `sync`.
  public record Git(Repositories repositories, RemoteSync sync) {}

  /// Serves `links`.
  public RepositoriesApi(
      RepositoryLinks links, Projects projects, Git git, Changes changes, Clock clock) {
    this.links = links;
    this.projects = projects;
    this.repositories = git.repositories();
    this.sync = git.sync();
    this.changes = changes;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    Guard read = Guard.in(ProjectArea.REPOSITORY, Action.READ);
    Guard create = Guard.in(ProjectArea.REPOSITORY, Action.CREATE);
    Guard write = Guard.in(ProjectArea.REPOSITORY, Action.WRITE);
    String one = "/{repository}";
    return List.of(
        Route.of(Verb.GET, ACCOUNT, read, "List repositories", this::listAll),
        Route.of(Verb.GET, ACCOUNT + one, read, "Read a repository", this::read),
        Route.of(Verb.POST, ACCOUNT, create, "Follow a repository elsewhere", this::follow),
        Route.of(Verb.DELETE, ACCOUNT + one, write, "Take a repository away", this::delete),
        Route.of(Verb.GET, ROOT, read, "List a project's repositories", this::list),
        Route.of(Verb.GET, ROOT + one, read, "Read a project's repository", this::read),
        Route.of(Verb.POST, ROOT, create, "Follow a repository for a project", this::follow),
        Route.of(Verb.POST, ROOT + one, write, "Change a project's repository", this::change),
        Route.of(Verb.DELETE, ROOT + one, write, "Take a project's repository away", this::delete),
        Route.of(
            Verb.POST,
            PROJECT + "/managed-repositories",
            create,
            "Host a repository for the project",
            this::host));
  }

  private Answer listAll(Call call) {
    Calls.account(call);
    var wanted = Calls.ids(call, "project_id");
    var url = call.query().text("remote_url");
    List<RepositoryLink> found =
        links.list().stream()
            .filter(link -> wanted.isEmpty() || wanted.contains(link.project().value()))
            .filter(link -> call.may(permission(link.project(), Action.READ)))
            .filter(link -> url.isEmpty() || RegistryJson.remoteUrl(link).equals(url.get()))
            .filter(link -> projects.find(link.project()).filter(Project::active).isPresent())
            .toList();
    return Envelope.list(found, Envelope.Page.of(call.query()), RegistryJson::repository);
  }

  private Answer list(Call call) {
    Project project = project(call, new ProjectId(call.id("project")), Action.READ);
    return Envelope.list(
        links.of(project.id()).stream().toList(),
        Envelope.Page.of(call.query()),
        RegistryJson::repository);
  }

  private Answer read(Call call) {
    return Envelope.of(RegistryJson.repository(link(call, Action.READ)));
  }

  private Answer host(Call call) {
    Project project = project(call, new ProjectId(call.id("project")), Action.CREATE);
    Fields fields = Fields.of(call.json());
    String name = fields.text("name").orElseGet(() -> nameOf(project));
    RepositorySettings settings = body(fields, project.id()).managed(name);
    if (links.managed(name).isPresent()) {
      throw new Refusal(
          409, "conflict", "name: there is a repository '" + name + "' already; choose another");
    }
    return linked(call, project, settings);
  }

  private static String nameOf(Project project) {
    String name =
        project.definition().name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return name.matches("[a-z0-9].*") ? name : "project-" + project.id();
  }

  private Answer follow(Call call) {
    Fields fields = Fields.of(call.json());
    var id =
        new ProjectId(
            call.holeNumber("project").orElseGet(() -> Calls.positive(fields, "project_id")));
    Project project = project(call, id, Action.CREATE);
    return linked(call, project, body(fields, id).remote());
  }

  private RepositoryBody body(Fields fields, ProjectId project) {
    return new RepositoryBody(fields, project, sync);
  }

  private Answer linked(Call call, Project project, RepositorySettings settings) {
    links
        .of(project.id())
        .ifPresent(other -> {
          throw new Refusal(
              409,
              "conflict",
              "the project has repository %s already; delete that first, or change it"
                  .formatted(other.id()));
        });
    if (repositories.find(project.id()).isEmpty()) {
      create(project.id(), settings);
    }
    RepositoryLink link =
        changes.make(
            call,
            "repository.added",
            () -> links.add(project.id(), settings, clock.instant()),
            RepositoriesApi::target);
    return Envelope.of(201, RegistryJson.repository(link));
  }

  private void create(ProjectId project, RepositorySettings settings) {
    try {
      repositories.create(project, settings.defaultBranch());
    } catch (GitException e) {
      throw switch (e.code()) {
        case INVALID -> Refusal.invalid("default_branch: " + e.getMessage());
        case EXISTS -> new Refusal(409, "conflict", String.valueOf(e.getMessage()));
        default -> e;
      };
    }
  }

  private Answer change(Call call) {
    RepositoryLink link = link(call, Action.WRITE);
    Fields fields = Fields.of(call.json());
    if (fields.number("state").orElse(1) == DELETED) {
      return delete(call);
    }
    RepositorySettings settings = body(fields, link.project()).changed(link.settings());
    if (!settings.defaultBranch().equals(link.settings().defaultBranch())) {
      pointAt(link.project(), settings.defaultBranch());
    }
    RepositoryLink changed = link.changed(settings, clock.instant());
    changes.make(call, "repository.changed", () -> save(changed), RepositoriesApi::target);
    return Envelope.of(RegistryJson.repository(changed));
  }

  private void pointAt(ProjectId project, String branch) {
    try {
      repositories.find(project).ifPresent(repository -> repository.setDefaultBranch(branch));
    } catch (GitException e) {
      throw e.code() == GitException.Code.INVALID
          ? Refusal.invalid("default_branch: " + e.getMessage())
          : e;
    }
  }

  private Answer delete(Call call) {
    RepositoryLink link = link(call, Action.WRITE);
    RepositoryLink deleted = forgetful(link).deleted(clock.instant());
    Runnable unlink =
        () ->
            changes.make(call, "repository.removed", () -> save(deleted), RepositoriesApi::target);
    switch (link.settings().origin()) {
      // It may be the only copy: backups can still bring it back.
      case RepositoryOrigin.Managed _ -> {
        repositories.delete(link.project());
        unlink.run();
      }
      case RepositoryOrigin.Remote _ -> sync.disconnect(link.project(), unlink);
    }
    return Envelope.of(RegistryJson.repository(deleted));
  }

  /// The link without the secrets by which the repository was entered.
  private RepositoryLink forgetful(RepositoryLink link) {
    RepositorySettings settings = link.settings();
    return switch (settings.origin()) {
      case RepositoryOrigin.Managed _ -> link;
      case RepositoryOrigin.Remote(String url, GitAccess _, String hostKey) ->
          link.changed(
              new RepositorySettings(
                  new RepositoryOrigin.Remote(url, new GitAccess.Open(), hostKey),
                  settings.defaultBranch(),
                  settings.protectedBranches(),
                  settings.pullRequestUrl()),
              clock.instant());
    };
  }

  private RepositoryLink save(RepositoryLink link) {
    links.save(link);
    return link;
  }

  private static Target target(RepositoryLink link) {
    return Target.of("repository", link.id().value());
  }

  /// The repository that a path names, if it is in force, in the path's project, and allowed.
  private RepositoryLink link(Call call, Action action) {
    Calls.account(call);
    var id = new RepositoryId(call.id("repository"));
    RepositoryLink link =
        links
            .find(id)
            .filter(RepositoryLink::active)
            .filter(found ->
                call.holeNumber("project")
                    .filter(project -> project != found.project().value())
                    .isEmpty())
            .orElseThrow(() -> Refusal.missing("repository " + id));
    project(call, link.project(), action);
    return link;
  }

  private Project project(Call call, ProjectId id, Action action) {
    Calls.account(call);
    Project project =
        projects
            .find(id)
            .filter(Project::active)
            .filter(found -> call.may(Rights.project(found, Action.READ)))
            .orElseThrow(() -> Refusal.missing("project " + id));
    call.require(permission(id, action));
    return project;
  }

  private static Permission permission(ProjectId project, Action action) {
    return Permission.project(project, ProjectArea.REPOSITORY, action);
  }
}
