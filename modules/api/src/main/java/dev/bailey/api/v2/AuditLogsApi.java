package dev.bailey.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Csv;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Query;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.registry.Account;
import dev.bailey.security.AuditLog;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Reading the audit, in pages and as one CSV file, with dbt Cloud's addresses and words
/// (facts/api.md 2.5, facts/platform.md 1.8): `logged_at_start`, `logged_at_end`, `offset` and
/// `limit`. Beyond these, `event_type` is how the wanted events begin, such as `login.`, and
/// `actor_type` with `actor_id` who did them.
public final class AuditLogsApi {
  private static final String ROOT = "/api/v3/accounts/{account}/audit-logs";
  private static final int PAGE = 500;
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "created_at",
          "event_type",
          "outcome",
          "actor_type",
          "actor_id",
          "actor_name",
          "actor_ip",
          "client",
          "target_type",
          "target_id",
          "details",
          "mac");

  private final Audit audit;
  private final AuditLog log;
  private final Clock clock;

  /// Serves `audit`; that it was taken away as a file is written to `log`.
  public AuditLogsApi(Audit audit, AuditLog log, Clock clock) {
    this.audit = audit;
    this.log = log;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    Guard reading = Guard.in(AccountArea.AUDIT, Action.READ);
    return List.of(
        Route.of(Verb.GET, ROOT, reading, "List the audit, newest first", this::list),
        Route.of(
            Verb.GET,
            ROOT + "/download",
            reading,
            "The audit as CSV, newest first",
            this::download));
  }

  private Answer list(Call call) {
    Calls.account(call);
    Envelope.Page page = Envelope.Page.of(call.query());
    Audit.Query query = query(call.query());
    return Envelope.list(
        audit.list(query.page(page.offset(), page.limit())),
        audit.count(query),
        page,
        AuditLogsApi::json);
  }

  /// Lines that are added meanwhile are left out, so that they don't move the pages.
  private Answer download(Call call) {
    Calls.account(call);
    Audit.Query asked = query(call.query());
    Instant now = clock.instant();
    Audit.Query query =
        asked.between(
            asked.from().orElse(Instant.EPOCH), asked.until().filter(now::isAfter).orElse(now));
    log.done(call.subject(), "audit_log.exported", Target.none(), described(call.query()));
    return Answer.stream(Csv.TYPE, out -> write(query, out))
        .with("Content-Disposition", "attachment; filename=\"audit-log.csv\"");
  }

  private static Map<String, String> described(Query query) {
    return query.values().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> String.join(",", e.getValue())));
  }

  private void write(Audit.Query query, OutputStream out) throws IOException {
    out.write(Csv.line(COLUMNS));
    int offset = 0;
    List<AuditEntry> entries = audit.list(query.page(offset, PAGE));
    while (!entries.isEmpty()) {
      for (AuditEntry entry : entries) {
        out.write(Csv.line(cells(entry)));
      }
      out.flush();
      offset += entries.size();
      entries = audit.list(query.page(offset, PAGE));
    }
  }

  private static List<String> cells(AuditEntry entry) {
    AuditEvent event = entry.event();
    String details =
        event.details().entrySet().stream()
            .map(detail -> detail.getKey() + "=" + detail.getValue())
            .collect(Collectors.joining("; "));
    return List.of(
        Long.toString(entry.number()),
        entry.at().toString(),
        event.type(),
        outcome(event),
        event.actor().kind(),
        Long.toString(event.actor().id()),
        event.actor().name(),
        event.origin().address(),
        event.origin().client(),
        event.target().kind(),
        event.target().id(),
        details,
        entry.mac());
  }

  private static Audit.Query query(Query query) {
    OptionalLong actor = query.number("actor_id");
    return new Audit.Query(
        query.text("logged_at_start").map(text -> Calls.moment("logged_at_start", text)),
        query.text("logged_at_end").map(AuditLogsApi::end),
        query.text("actor_type"),
        actor.isPresent() ? Optional.of(actor.getAsLong()) : Optional.empty(),
        query.text("event_type"),
        Optional.empty(),
        0,
        0);
  }

  /// A day counts whole.
  private static Instant end(String text) {
    Instant moment = Calls.moment("logged_at_end", text);
    return text.indexOf(':') < 0 ? moment.plus(Duration.ofDays(1)) : moment;
  }

  private static String outcome(AuditEvent event) {
    return event.outcome().name().toLowerCase(Locale.ROOT);
  }

  /// A line of the audit.
  public static ObjectNode json(AuditEntry entry) {
    AuditEvent event = entry.event();
    ObjectNode json =
        Json.object()
            .put("id", entry.number())
            .put("account_id", Account.ID.value())
            .put("created_at", Times.text(entry.at()))
            .put("event_type", event.type())
            .put("outcome", outcome(event))
            .put("actor", event.actor().reference())
            .put("actor_type", event.actor().kind())
            .put("actor_id", event.actor().id())
            .put("actor_name", event.actor().name())
            .put("actor_ip", event.origin().address())
            .put("source", event.origin().client())
            .put("service", "bailey");
    ObjectNode context = json.putObject("event_context");
    context.put("target_type", event.target().kind()).put("target_id", event.target().id());
    event.details().forEach(context::put);
    return json;
  }
}
