package dev.bailey.warehouse.trino;

import dev.bailey.warehouse.settings.TrinoSettings;
import dev.bailey.warehouse.settings.TrinoSettings.SessionStart;
import io.trino.jdbc.$internal.airlift.units.Duration;
import io.trino.jdbc.$internal.client.ClientSelectedRole;
import io.trino.jdbc.$internal.client.ClientSession;
import io.trino.jdbc.$internal.client.StatementClient;
import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What a session consists of: it goes along with each statement, and `set session`, `use` and the
/// like, which hooks may say, change it for those that follow.
final class SessionState {
  /// Begins as dbt-trino's does, so that resource groups which tell clients apart by it know it.
  private static final String SOURCE = "dbt-trino-bailey";

  /// How long a query whose server does not answer is asked after; the query itself takes as long
  /// as it takes.
  private static final Duration PATIENCE = new Duration(30, TimeUnit.SECONDS);

  private SessionState() {}

  static ClientSession start(TrinoSettings settings, URI server) {
    SessionStart start = settings.session();
    var headers = new HashMap<String, String>();
    start.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    return ClientSession.builder()
        .server(server)
        .user(settings.login().user())
        .source(SOURCE)
        .catalog(settings.catalog())
        .schema(settings.schema())
        .clientTags(new LinkedHashSet<>(start.clientTags()))
        .properties(start.properties())
        .roles(roles(start.roles()))
        .extraHeaders(headers)
        .timeZone(start.zone().orElseGet(ZoneId::systemDefault))
        .locale(Locale.ROOT)
        .clientRequestTimeout(PATIENCE)
        .build();
  }

  /// A role by its name, or one of the words `all` and `none`.
  private static Map<String, ClientSelectedRole> roles(Map<String, String> said) {
    var roles = new HashMap<String, ClientSelectedRole>();
    said.forEach((catalog, role) -> roles.put(catalog, role(role)));
    return roles;
  }

  private static ClientSelectedRole role(String role) {
    return switch (role.toUpperCase(Locale.ROOT)) {
      case "ALL" -> new ClientSelectedRole(ClientSelectedRole.Type.ALL, Optional.empty());
      case "NONE" -> new ClientSelectedRole(ClientSelectedRole.Type.NONE, Optional.empty());
      default -> new ClientSelectedRole(ClientSelectedRole.Type.ROLE, Optional.of(role));
    };
  }

  /// The session after a statement.
  static ClientSession after(StatementClient client, ClientSession before) {
    var after = ClientSession.builder(before);
    client.getSetCatalog().ifPresent(after::catalog);
    client.getSetSchema().ifPresent(after::schema);
    client.getSetPath().ifPresent(after::path);
    var properties = new HashMap<>(before.getProperties());
    properties.putAll(client.getSetSessionProperties());
    properties.keySet().removeAll(client.getResetSessionProperties());
    var roles = new HashMap<>(before.getRoles());
    roles.putAll(client.getSetRoles());
    var prepared = new HashMap<>(before.getPreparedStatements());
    prepared.putAll(client.getAddedPreparedStatements());
    prepared.keySet().removeAll(client.getDeallocatedPreparedStatements());
    if (client.isResetAuthorizationUser()) {
      after.authorizationUser(Optional.empty());
    }
    client.getSetAuthorizationUser().ifPresent(user -> after.authorizationUser(Optional.of(user)));
    String transaction = client.getStartedTransactionId();
    if (transaction != null) {
      after.transactionId(transaction);
    }
    ClientSession session =
        after.properties(properties).roles(roles).preparedStatements(prepared).build();
    return client.isClearTransactionId() ? ClientSession.stripTransactionId(session) : session;
  }
}
