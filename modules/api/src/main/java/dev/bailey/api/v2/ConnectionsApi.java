package dev.bailey.api.v2;

import static dev.bailey.api.http.Guard.in;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Changes;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.registry.Connection;
import dev.bailey.registry.ConnectionDefinition;
import dev.bailey.registry.ConnectionId;
import dev.bailey.registry.Connections;
import dev.bailey.registry.Secret;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Connections to warehouses: the account's, shared by its projects.
public final class ConnectionsApi {
  private static final String ROOT = "/api/v3/accounts/{account}/connections";
  private static final String ONE = ROOT + "/{connection}";

  /// dbt Cloud calls some fields otherwise than `profiles.yml` does.
  static final Map<String, String> CLOUD_NAMES = Map.of("hostname", "host");

  private final Connections connections;
  private final Changes changes;
  private final Clock clock;

  /// Serves `connections`.
  public ConnectionsApi(Connections connections, Changes changes, Clock clock) {
    this.connections = connections;
    this.changes = changes;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.GET,
            ROOT,
            in(AccountArea.CONNECTIONS, Action.READ),
            "List connections",
            this::list),
        Route.of(
            Verb.POST,
            ROOT,
            in(AccountArea.CONNECTIONS, Action.CREATE),
            "Create a connection",
            this::create),
        Route.of(
            Verb.GET,
            ONE,
            in(AccountArea.CONNECTIONS, Action.READ),
            "Read a connection",
            this::read),
        Route.of(
            Verb.PATCH,
            ONE,
            in(AccountArea.CONNECTIONS, Action.WRITE),
            "Change a connection",
            this::change),
        Route.of(
            Verb.DELETE,
            ONE,
            in(AccountArea.CONNECTIONS, Action.WRITE),
            "Delete a connection",
            this::delete));
  }

  private Answer list(Call call) {
    Calls.account(call);
    return Envelope.list(
        connections.list(), Envelope.Page.of(call.query()), RegistryJson::connection);
  }

  private Answer read(Call call) {
    return Envelope.of(RegistryJson.connection(connection(call)));
  }

  private Answer create(Call call) {
    Calls.account(call);
    ConnectionDefinition definition = definition(Fields.of(call.json()), Optional.empty());
    Connection added =
        changes.make(
            call,
            "connection.added",
            () -> connections.add(definition, clock.instant()),
            ConnectionsApi::target);
    return Envelope.of(201, RegistryJson.connection(added));
  }

  private Answer change(Call call) {
    Connection connection = connection(call);
    Connection changed =
        connection.redefined(
            definition(Fields.of(call.json()), Optional.of(connection.definition())),
            clock.instant());
    changes.make(call, "connection.changed", () -> save(changed), ConnectionsApi::target);
    return Envelope.of(RegistryJson.connection(changed));
  }

  private Answer delete(Call call) {
    Connection deleted = connection(call).deleted(clock.instant());
    changes.make(call, "connection.removed", () -> save(deleted), ConnectionsApi::target);
    return Envelope.of(RegistryJson.connection(deleted));
  }

  private Connection save(Connection connection) {
    connections.save(connection);
    return connection;
  }

  private static Target target(Connection connection) {
    return Target.of("connection", connection.id().value());
  }

  private static ConnectionDefinition definition(
      Fields fields, Optional<ConnectionDefinition> old) {
    try {
      return new ConnectionDefinition(
          fields
              .text("name")
              .or(() -> old.map(ConnectionDefinition::name))
              .orElseThrow(() -> Refusal.invalid("name is required")),
          type(fields, old),
          fields
              .object("config")
              .map(config -> config(config, old))
              .or(() -> old.map(ConnectionDefinition::fields))
              .orElse(dev.bailey.registry.Fields.none()));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  /// `postgres_v0` and `postgres` are the same.
  private static String type(Fields fields, Optional<ConnectionDefinition> old) {
    return fields
        .text("adapter_version")
        .map(version -> version.replaceFirst("_v[0-9]+$", ""))
        .or(() -> fields.text("type"))
        .or(() -> old.map(ConnectionDefinition::type))
        .orElseThrow(() -> Refusal.invalid("adapter_version is required, such as postgres_v0"));
  }

  /// Fields that a change leaves out keep their values: secrets cannot be read back and sent again.
  private static dev.bailey.registry.Fields config(
      Fields config, Optional<ConnectionDefinition> old) {
    var fields = old.map(ConnectionDefinition::fields).orElse(dev.bailey.registry.Fields.none());
    for (Map.Entry<String, JsonNode> field : config.node().properties()) {
      String name = CLOUD_NAMES.getOrDefault(field.getKey(), field.getKey());
      fields = with(fields, name, field.getValue());
    }
    return fields;
  }

  private static dev.bailey.registry.Fields with(
      dev.bailey.registry.Fields fields, String name, JsonNode value) {
    if (value.isNull()) {
      return fields.without(name);
    }
    if (secret(name) && value.isTextual()) {
      return fields.with(name, Secret.of(value.textValue()));
    }
    if (value.isTextual()) {
      return fields.with(name, value.textValue());
    }
    if (value.isIntegralNumber()) {
      return fields.with(name, value.longValue());
    }
    if (value.isBoolean()) {
      return fields.with(name, value.booleanValue());
    }
    throw Refusal.invalid("config." + name + " must be a string, a whole number, true or false");
  }

  private static boolean secret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("password")
        || lower.contains("secret")
        || lower.contains("private_key")
        || lower.contains("token");
  }

  private Connection connection(Call call) {
    Calls.account(call);
    var id = new ConnectionId(call.id("connection"));
    return connections
        .find(id)
        .filter(Connection::active)
        .orElseThrow(() -> Refusal.missing("connection " + id));
  }
}
