package dev.bailey.api.v2;

import dev.bailey.api.http.Call;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Refusal;
import dev.bailey.registry.Account;
import dev.bailey.registry.Connection;
import dev.bailey.registry.ConnectionId;
import dev.bailey.registry.Connections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What all calls of the Administrative API have in common.
final class Calls {
  private Calls() {}

  /// Refuses any account but the one that exists.
  static void account(Call call) {
    long account = call.id("account");
    if (account != Account.ID.value()) {
      throw Refusal.missing("account " + account + "; this appliance has one, " + Account.ID);
    }
  }

  /// The ids in a filter: `name`, and `name__in`.
  static Set<Long> ids(Call call, String name) {
    var ids = new HashSet<>(call.query().numbers(name));
    ids.addAll(call.query().numbers(name + "__in"));
    return ids;
  }

  /// The connection that a body names, when it names one.
  static Optional<ConnectionId> connection(Fields fields, Connections connections) {
    if (!fields.has("connection_id")) {
      return Optional.empty();
    }
    var id = new ConnectionId(positive(fields, "connection_id"));
    if (connections.find(id).filter(Connection::active).isEmpty()) {
      throw Refusal.invalid("connection_id: there is no connection " + id);
    }
    return Optional.of(id);
  }

  /// An id that a body must name.
  static long positive(Fields fields, String name) {
    long id = fields.requiredNumber(name);
    if (id < 1) {
      throw Refusal.invalid(name + " must be a positive number, not " + id);
    }
    return id;
  }
}
