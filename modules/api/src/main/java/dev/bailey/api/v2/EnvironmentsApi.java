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
import dev.bailey.registry.CredentialsId;
import dev.bailey.registry.CredentialsStore;
import dev.bailey.registry.Environment;
import dev.bailey.registry.EnvironmentDefinition;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.EnvironmentKind;
import dev.bailey.registry.Environments;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RegistryException;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Environments: by account as v2 has them, by project as v3 has them.
public final class EnvironmentsApi {
  private final Environments environments;
  private final Connections connections;
  private final CredentialsStore credentials;
  private final RepositoryLinks repositories;
  private final Changes changes;
  private final Clock clock;

  /// Serves `environments`.
  public EnvironmentsApi(
      Environments environments,
      Connections connections,
      CredentialsStore credentials,
      RepositoryLinks repositories,
      Changes changes,
      Clock clock) {
    this.environments = environments;
    this.connections = connections;
    this.credentials = credentials;
    this.repositories = repositories;
    this.changes = changes;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    for (String root :
        List.of(
            "/api/v2/accounts/{account}/environments",
            "/api/v3/accounts/{account}/environments",
            "/api/v3/accounts/{account}/projects/{project}/environments")) {
      String one = root + "/{environment}";
      routes.add(
          Route.of(
              Verb.GET,
              root,
              in(ProjectArea.ENVIRONMENTS, Action.READ),
              "List environments",
              this::list));
      routes.add(
          Route.of(
              Verb.POST,
              root,
              in(ProjectArea.ENVIRONMENTS, Action.WRITE),
              "Create an environment",
              this::create));
      routes.add(
          Route.of(
              Verb.GET,
              one,
              in(ProjectArea.ENVIRONMENTS, Action.READ),
              "Read an environment",
              this::read));
      routes.add(
          Route.of(
              Verb.POST,
              one,
              in(ProjectArea.ENVIRONMENTS, Action.WRITE),
              "Change an environment",
              this::change));
      routes.add(
          Route.of(
              Verb.DELETE,
              one,
              in(ProjectArea.ENVIRONMENTS, Action.WRITE),
              "Delete an environment",
              this::delete));
    }
    return routes;
  }

  private Answer list(Call call) {
    Calls.account(call);
    Set<Long> projects = Calls.ids(call, "project_id");
    call.holeNumber("project").ifPresent(projects::add);
    Optional<String> name =
        call.query().text("name__icontains").map(text -> text.toLowerCase(Locale.ROOT));
    List<Environment> found =
        environments.list().stream()
            .filter(each -> call.may(Rights.environment(each, Action.READ)))
            .filter(each -> projects.isEmpty() || projects.contains(each.project().value()))
            .filter(each ->
                name.isEmpty()
                    || each.definition().name().toLowerCase(Locale.ROOT).contains(name.get()))
            .filter(each ->
                call.query().text("name").map(each.definition().name()::equals).orElse(true))
            .filter(each ->
                call.query().text("type").map(each.definition().kind().type()::equals).orElse(true))
            .toList();
    return Envelope.list(found, Envelope.Page.of(call.query()), this::json);
  }

  private Answer create(Call call) {
    Calls.account(call);
    Fields fields = Fields.of(call.json());
    long number = call.holeNumber("project").orElseGet(() -> Calls.positive(fields, "project_id"));
    var project = new ProjectId(number);
    EnvironmentDefinition definition = definition(fields, project, Optional.empty());
    call.require(
        Permission.project(project, ProjectArea.ENVIRONMENTS, Action.CREATE)
            .in(definition.kind().category()));
    try {
      Environment added =
          changes.make(
              call,
              "environment.added",
              () -> environments.add(project, definition, clock.instant()),
              EnvironmentsApi::target);
      return Envelope.of(201, json(added));
    } catch (RegistryException e) {
      throw Refusals.of(e);
    }
  }

  private Answer read(Call call) {
    return Envelope.of(json(environment(call, Action.READ)));
  }

  private Answer change(Call call) {
    Environment environment = environment(call, Action.WRITE);
    Fields fields = Fields.of(call.json());
    Environment changed =
        environment.redefined(
            definition(fields, environment.project(), Optional.of(environment.definition())),
            clock.instant());
    try {
      changes.make(call, "environment.changed", () -> save(changed), EnvironmentsApi::target);
    } catch (RegistryException e) {
      throw Refusals.of(e);
    }
    return Envelope.of(json(changed));
  }

  private Answer delete(Call call) {
    Environment deleted = environment(call, Action.WRITE).deleted(clock.instant());
    changes.make(call, "environment.removed", () -> save(deleted), EnvironmentsApi::target);
    return Envelope.of(json(deleted));
  }

  private Environment save(Environment environment) {
    environments.save(environment);
    return environment;
  }

  private static Target target(Environment environment) {
    return Target.of("environment", environment.id().value());
  }

  private EnvironmentDefinition definition(
      Fields fields, ProjectId project, Optional<EnvironmentDefinition> old) {
    try {
      return new EnvironmentDefinition(
          fields
              .text("name")
              .or(() -> old.map(EnvironmentDefinition::name))
              .orElseThrow(() -> Refusal.invalid("name is required")),
          kind(fields, old),
          fields
              .text("dbt_version")
              .or(() -> old.map(EnvironmentDefinition::dbtVersion))
              .orElse("latest"),
          Calls.connection(fields, connections)
              .or(() -> old.flatMap(EnvironmentDefinition::connection)),
          credentials(fields, project).or(() -> old.flatMap(EnvironmentDefinition::credentials)),
          fields
              .flag("use_custom_branch")
              .or(() -> old.map(EnvironmentDefinition::useCustomBranch))
              .orElse(false),
          fields.text("custom_branch").or(() -> old.flatMap(EnvironmentDefinition::customBranch)));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static EnvironmentKind kind(Fields fields, Optional<EnvironmentDefinition> old) {
    if (old.isPresent() && !fields.has("type") && !fields.has("deployment_type")) {
      return old.get().kind();
    }
    return EnvironmentKind.of(
        fields.text("type").orElse("deployment"), fields.text("deployment_type"));
  }

  private Optional<CredentialsId> credentials(Fields fields, ProjectId project) {
    if (!fields.has("credentials_id")) {
      return Optional.empty();
    }
    var id = new CredentialsId(Calls.positive(fields, "credentials_id"));
    if (credentials
        .find(id)
        .filter(found -> found.active() && found.project().equals(project))
        .isEmpty()) {
      throw Refusal.invalid(
          "credentials_id: project %s has no credentials %s".formatted(project, id));
    }
    return Optional.of(id);
  }

  private ObjectNode json(Environment environment) {
    return RegistryJson.environment(environment, repositories.of(environment.project()));
  }

  private Environment environment(Call call, Action action) {
    Calls.account(call);
    var id = new EnvironmentId(call.id("environment"));
    Optional<Long> project = call.holeNumber("project");
    Environment environment =
        environments
            .find(id)
            .filter(Environment::active)
            .filter(found -> project.isEmpty() || project.get() == found.project().value())
            .filter(found -> call.may(Rights.environment(found, Action.READ)))
            .orElseThrow(() -> Refusal.missing("environment " + id));
    call.require(Rights.environment(environment, action));
    return environment;
  }
}
