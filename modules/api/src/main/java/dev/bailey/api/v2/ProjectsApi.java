package dev.bailey.api.v2;

import static dev.bailey.api.http.Guard.in;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Changes;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Rights;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.registry.Connections;
import dev.bailey.registry.Environments;
import dev.bailey.registry.Project;
import dev.bailey.registry.ProjectDefinition;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Projects;
import dev.bailey.registry.RepositoryLink;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Projects, in both versions of the API.
public final class ProjectsApi {
  private final Projects projects;
  private final RepositoryLinks repositories;
  private final Environments environments;
  private final Connections connections;
  private final Changes changes;
  private final Clock clock;

  /// Serves `projects`.
  public ProjectsApi(
      Projects projects,
      RepositoryLinks repositories,
      Environments environments,
      Connections connections,
      Changes changes,
      Clock clock) {
    this.projects = projects;
    this.repositories = repositories;
    this.environments = environments;
    this.connections = connections;
    this.changes = changes;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    for (String version : List.of("v2", "v3")) {
      String root = "/api/" + version + "/accounts/{account}/projects";
      String one = root + "/{project}";
      routes.add(
          Route.of(
              Verb.GET, root, in(ProjectArea.PROJECT, Action.READ), "List projects", this::list));
      routes.add(
          Route.of(
              Verb.POST,
              root,
              in(AccountArea.PROJECTS, Action.CREATE),
              "Create a project",
              this::create));
      routes.add(
          Route.of(
              Verb.GET, one, in(ProjectArea.PROJECT, Action.READ), "Read a project", this::read));
      routes.add(
          Route.of(
              Verb.POST,
              one,
              in(ProjectArea.PROJECT, Action.WRITE),
              "Change a project",
              this::change));
      routes.add(
          Route.of(
              Verb.DELETE,
              one,
              in(ProjectArea.PROJECT, Action.WRITE),
              "Delete a project",
              this::delete));
    }
    return routes;
  }

  private Answer list(Call call) {
    Calls.account(call);
    Optional<String> name =
        call.query().text("name__icontains").map(text -> text.toLowerCase(Locale.ROOT));
    List<Project> found =
        projects.list().stream()
            .filter(project -> call.may(Rights.project(project, Action.READ)))
            .filter(project ->
                name.isEmpty()
                    || project.definition().name().toLowerCase(Locale.ROOT).contains(name.get()))
            .toList();
    return Envelope.list(found, Envelope.Page.of(call.query()), project -> related(call, project));
  }

  private Answer create(Call call) {
    Calls.account(call);
    call.require(Permission.account(AccountArea.PROJECTS, Action.CREATE));
    ProjectDefinition definition = definition(Fields.of(call.json()), Optional.empty());
    Project project =
        changes.make(
            call,
            "project.added",
            () -> projects.add(definition, clock.instant()),
            ProjectsApi::target);
    return Envelope.of(201, related(call, project));
  }

  private Answer read(Call call) {
    return Envelope.of(related(call, project(call, Action.READ)));
  }

  private Answer change(Call call) {
    Project project = project(call, Action.WRITE);
    Fields fields = Fields.of(call.json());
    Project changed =
        project.redefined(definition(fields, Optional.of(project.definition())), clock.instant());
    changes.make(call, "project.changed", () -> save(changed), ProjectsApi::target);
    return Envelope.of(related(call, changed));
  }

  private Answer delete(Call call) {
    Project deleted = project(call, Action.WRITE).deleted(clock.instant());
    changes.make(call, "project.removed", () -> save(deleted), ProjectsApi::target);
    return Envelope.of(related(call, deleted));
  }

  private Project save(Project project) {
    projects.save(project);
    return project;
  }

  private static Target target(Project project) {
    return Target.of("project", project.id().value());
  }

  private ProjectDefinition definition(Fields fields, Optional<ProjectDefinition> old) {
    try {
      return new ProjectDefinition(
          fields
              .text("name")
              .or(() -> old.map(ProjectDefinition::name))
              .orElseThrow(() -> Refusal.invalid("name is required")),
          fields.text("description").or(() -> old.map(ProjectDefinition::description)).orElse(""),
          fields
              .text("dbt_project_subdirectory")
              .or(() -> old.map(ProjectDefinition::subdirectory))
              .orElse(""),
          Calls.connection(fields, connections)
              .or(() -> old.flatMap(ProjectDefinition::connection)));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  private ObjectNode related(Call call, Project project) {
    Optional<RepositoryLink> repository = repositories.of(project.id());
    ObjectNode node = RegistryJson.project(project, repository);
    List<String> wanted = call.query().list("include_related");
    node.set("repository", repository.map(RegistryJson::repository).orElse(null));
    node.set(
        "connection",
        project
            .definition()
            .connection()
            .flatMap(connections::find)
            .map(RegistryJson::connection)
            .orElse(null));
    if (wanted.contains("environments")) {
      var list = node.putArray("environments");
      environments
          .list(project.id())
          .forEach(environment -> list.add(RegistryJson.environment(environment, repository)));
    }
    return node;
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
    call.require(Rights.project(project, action));
    return project;
  }
}
