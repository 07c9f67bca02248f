package dev.bailey.api.v2;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Changes;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.git.Repositories;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.Project;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Projects;
import dev.bailey.registry.RepositoryId;
import dev.bailey.registry.RepositoryLink;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.registry.RepositorySettings;
import dev.bailey.registry.Secret;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which repository a project has: one that this appliance hosts, or one elsewhere that it follows.
public final class RepositoriesApi {
  private static final String PROJECT = "/api/v3/accounts/{account}/projects/{project}";
  private static final String ROOT = PROJECT + "/repositories";

  private final RepositoryLinks links;
  private final Projects projects;
  private final Repositories repositories;
  private final Changes changes;
  private final Clock clock;

  /// Serves `links`; the files themselves are in `repositories`.
  public RepositoriesApi(
      RepositoryLinks links,
      Projects projects,
      Repositories repositories,
      Changes changes,
      Clock clock) {
    this.links = links;
    this.projects = projects;
    this.repositories = repositories;
    this.changes = changes;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    Guard read = Guard.in(ProjectArea.REPOSITORY, Action.READ);
    Guard create = Guard.in(ProjectArea.REPOSITORY, Action.CREATE);
    return List.of(
        Route.of(Verb.GET, ROOT, read, "List a project's repositories", this::list),
        Route.of(Verb.GET, ROOT + "/{repository}", read, "Read a repository", this::read),
        Route.of(Verb.POST, ROOT, create, "Follow a repository elsewhere", this::follow),
        Route.of(
            Verb.POST,
            PROJECT + "/managed-repositories",
            create,
            "Host a repository for the project",
            this::host));
  }

  private Answer list(Call call) {
    Project project = project(call, Action.READ);
    return Envelope.list(
        links.of(project.id()).stream().toList(),
        Envelope.Page.of(call.query()),
        RegistryJson::repository);
  }

  private Answer read(Call call) {
    Project project = project(call, Action.READ);
    var id = new RepositoryId(call.id("repository"));
    return links
        .find(id)
        .filter(link -> link.active() && link.project().equals(project.id()))
        .map(link -> Envelope.of(RegistryJson.repository(link)))
        .orElseThrow(() -> Refusal.missing("repository " + id));
  }

  private Answer host(Call call) {
    Project project = project(call, Action.CREATE);
    Fields fields = Fields.of(call.json());
    String name = fields.text("name").orElseGet(() -> nameOf(project));
    if (links.managed(name).isPresent()) {
      throw new Refusal(
          409, "conflict", "name: there is a repository '" + name + "' already; choose another");
    }
    return linked(call, project, settings(fields, managed(name)));
  }

  private static RepositoryOrigin managed(String name) {
    try {
      return new RepositoryOrigin.Managed(name);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("name: " + e.getMessage());
    }
  }

  private static String nameOf(Project project) {
    String name =
        project.definition().name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return name.matches("[a-z0-9].*") ? name : "project-" + project.id();
  }

  private Answer follow(Call call) {
    Project project = project(call, Action.CREATE);
    Fields fields = Fields.of(call.json());
    String url = fields.required("remote_url");
    if (!url.startsWith("https://")
        && !url.startsWith("ssh://")
        && !url.matches("[^/:@]+@[^/:]+:.+")) {
      throw Refusal.invalid("remote_url must be https://..., ssh://... or user@host:path");
    }
    if (url.startsWith("https://") && URI.create(url).getUserInfo() != null) {
      throw Refusal.invalid("remote_url must not hold a password; send username and token instead");
    }
    var origin =
        new RepositoryOrigin.Remote(url, access(fields), fields.text("host_key").orElse(""));
    return linked(call, project, settings(fields, origin));
  }

  private static GitAccess access(Fields fields) {
    Optional<String> token = fields.text("token");
    return token.isPresent()
        ? new GitAccess.Token(fields.text("username").orElse("git"), Secret.of(token.get()))
        : new GitAccess.Open();
  }

  private static RepositorySettings settings(Fields fields, RepositoryOrigin origin) {
    String branch = fields.text("default_branch").orElse("main");
    return new RepositorySettings(
        origin,
        branch,
        fields.texts("protected_branches").orElse(List.of(branch)),
        fields.text("pull_request_url_template"));
  }

  private Answer linked(Call call, Project project, RepositorySettings settings) {
    if (repositories.find(project.id()).isEmpty()) {
      repositories.create(project.id(), settings.defaultBranch());
    }
    RepositoryLink link =
        changes.make(
            call,
            "repository.added",
            () -> links.add(project.id(), settings, clock.instant()),
            added -> Target.of("repository", added.id().value()));
    return Envelope.of(201, RegistryJson.repository(link));
  }

  private Project project(Call call, Action action) {
    Calls.account(call);
    var id = new ProjectId(call.id("project"));
    Project project =
        projects
            .find(id)
            .filter(Project::active)
            .filter(found -> call.may(Rights.project(found, Action.READ)))
            .orElseThrow(() -> Refusal.missing("project " + id));
    call.require(Permission.project(id, ProjectArea.REPOSITORY, action));
    return project;
  }
}
