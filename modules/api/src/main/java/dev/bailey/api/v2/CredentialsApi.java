package dev.bailey.api.v2;

import static dev.bailey.api.http.Guard.in;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Changes;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.registry.Credentials;
import dev.bailey.registry.CredentialsDefinition;
import dev.bailey.registry.CredentialsId;
import dev.bailey.registry.CredentialsStore;
import dev.bailey.registry.EnvironmentCategory;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Projects;
import dev.bailey.registry.Secret;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Credentials of projects. Their secrets are written and never read back.
public final class CredentialsApi {
  /// What logs a user in, by the names of `profiles.yml`.
  private static final List<String> SECRETS = List.of("password", "jwt_token");

  private static final String ROOT = "/api/v3/accounts/{account}/projects/{project}/credentials";
  private static final String ONE = ROOT + "/{credentials}";

  private final CredentialsStore store;
  private final Projects projects;
  private final Changes changes;
  private final Clock clock;

  /// Serves the credentials in `store`.
  public CredentialsApi(CredentialsStore store, Projects projects, Changes changes, Clock clock) {
    this.store = store;
    this.projects = projects;
    this.changes = changes;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.add(
        Route.of(
            Verb.GET,
            ROOT,
            in(ProjectArea.CREDENTIALS, Action.READ),
            "List credentials",
            this::list));
    routes.add(
        Route.of(
            Verb.POST,
            ROOT,
            in(ProjectArea.CREDENTIALS, Action.CREATE),
            "Create credentials",
            this::create));
    routes.add(
        Route.of(
            Verb.GET,
            ONE,
            in(ProjectArea.CREDENTIALS, Action.READ),
            "Read credentials",
            this::read));
    for (Verb verb : List.of(Verb.POST, Verb.PATCH)) {
      routes.add(
          Route.of(
              verb,
              ONE,
              in(ProjectArea.CREDENTIALS, Action.WRITE),
              "Change credentials",
              this::change));
    }
    routes.add(
        Route.of(
            Verb.DELETE,
            ONE,
            in(ProjectArea.CREDENTIALS, Action.WRITE),
            "Delete credentials",
            this::delete));
    return routes;
  }

  private Answer list(Call call) {
    ProjectId project = project(call, Action.READ);
    return Envelope.list(
        store.list(project), Envelope.Page.of(call.query()), RegistryJson::credentials);
  }

  private Answer create(Call call) {
    ProjectId project = project(call, Action.CREATE);
    CredentialsDefinition definition = definition(Fields.of(call.json()), Optional.empty());
    Credentials added =
        changes.make(
            call,
            "credentials.added",
            () -> store.add(project, definition, clock.instant()),
            CredentialsApi::target);
    return Envelope.of(201, RegistryJson.credentials(added));
  }

  private Answer read(Call call) {
    return Envelope.of(RegistryJson.credentials(credentials(call, Action.READ)));
  }

  private Answer change(Call call) {
    Credentials credentials = credentials(call, Action.WRITE);
    Credentials changed =
        credentials.redefined(
            definition(Fields.of(call.json()), Optional.of(credentials.definition())),
            clock.instant());
    changes.make(call, "credentials.changed", () -> save(changed), CredentialsApi::target);
    return Envelope.of(RegistryJson.credentials(changed));
  }

  private Answer delete(Call call) {
    Credentials deleted = credentials(call, Action.WRITE).deleted(clock.instant());
    changes.make(call, "credentials.removed", () -> save(deleted), CredentialsApi::target);
    return Envelope.of(RegistryJson.credentials(deleted));
  }

  private Credentials save(Credentials credentials) {
    store.save(credentials);
    return credentials;
  }

  private static Target target(Credentials credentials) {
    return Target.of("credentials", credentials.id().value());
  }

  private static CredentialsDefinition definition(
      Fields fields, Optional<CredentialsDefinition> old) {
    try {
      return new CredentialsDefinition(
          fields
              .text("type")
              .or(() -> old.map(CredentialsDefinition::type))
              .orElseThrow(() -> Refusal.invalid("type is required, such as postgres")),
          fields
              .text("default_schema")
              .or(() -> fields.text("schema"))
              .or(() -> old.map(CredentialsDefinition::schema))
              .orElseThrow(() -> Refusal.invalid("default_schema is required")),
          fields
              .text("target_name")
              .or(() -> old.map(CredentialsDefinition::targetName))
              .orElse("default"),
          fields
              .number("threads", 1, JobDefinition.MAX_THREADS)
              .orElse(old.map(CredentialsDefinition::threads).orElse(4)),
          who(fields, old));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static dev.bailey.registry.Fields who(
      Fields fields, Optional<CredentialsDefinition> old) {
    var who = old.map(CredentialsDefinition::fields).orElse(dev.bailey.registry.Fields.none());
    Optional<String> user = fields.text("username").or(() -> fields.text("user"));
    if (user.isPresent()) {
      who = who.with("user", user.get());
    }
    for (String secret : SECRETS) {
      Optional<String> said = fields.text(secret);
      if (said.isPresent()) {
        who = who.with(secret, Secret.of(said.get()));
      }
    }
    return who;
  }

  /// Credentials may serve any environment of the project, so the strictest category is asked for.
  private ProjectId project(Call call, Action action) {
    Calls.account(call);
    var id = new ProjectId(call.id("project"));
    if (projects.find(id).filter(found -> found.active()).isEmpty()) {
      throw Refusal.missing("project " + id);
    }
    call.require(
        Permission.project(id, ProjectArea.CREDENTIALS, action).in(EnvironmentCategory.PRODUCTION));
    return id;
  }

  private Credentials credentials(Call call, Action action) {
    ProjectId project = project(call, action);
    var id = new CredentialsId(call.id("credentials"));
    return store
        .find(id)
        .filter(found -> found.active() && found.project().equals(project))
        .orElseThrow(() -> Refusal.missing("credentials " + id));
  }
}
