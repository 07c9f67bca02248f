package dev.bailey.api.v2;

import dev.bailey.api.http.Call;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Refusal;
import dev.bailey.jobs.run.Runs;
import dev.bailey.registry.Account;
import dev.bailey.registry.Connection;
import dev.bailey.registry.ConnectionId;
import dev.bailey.registry.Connections;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.HashSet;
import java.util.List;
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

  /// The stretch of time in a filter such as `created_at__range=["2026-01-01","2026-01-02"]`.
  static Runs.Period period(Call call, String name) {
    List<String> ends = call.query().list(name);
    if (ends.isEmpty()) {
      return Runs.Period.ALWAYS;
    }
    if (ends.size() != 2) {
      throw Refusal.invalid(name + " must be a list of two moments, not of " + ends.size());
    }
    return new Runs.Period(
        Optional.of(moment(name, ends.getFirst())), Optional.of(moment(name, ends.getLast())));
  }

  /// A day means its first moment; a time without an offset is UTC.
  static Instant moment(String name, String text) {
    String time = text.indexOf(':') < 0 ? text + "T00:00" : text.replace(' ', 'T');
    try {
      TemporalAccessor found =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              time, OffsetDateTime::from, LocalDateTime::from);
      return found instanceof OffsetDateTime there
          ? there.toInstant()
          : LocalDateTime.from(found).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw Refusal.invalid(
          "%s: '%s' is no moment; write 2026-01-31 or 2026-01-31T08:00:00Z".formatted(name, text));
    }
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
