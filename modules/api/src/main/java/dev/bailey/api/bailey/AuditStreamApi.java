package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.syslog.AuditStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far the audit has been told to a syslog server.
public final class AuditStreamApi {
  private final Optional<AuditStream> stream;

  /// @param stream empty when the operator names no server
  public AuditStreamApi(Optional<AuditStream> stream) {
    this.stream = stream;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.GET,
            "/api/bailey/v1/audit-stream",
            Guard.in(AccountArea.AUDIT, Action.READ),
            "How far the audit has been told to a syslog server",
            this::read));
  }

  private Answer read(Call call) {
    ObjectNode node = Json.object().putNull("server");
    stream
        .map(AuditStream::state)
        .ifPresent(state ->
            node.put("server", state.server())
                .put("last_line", state.position())
                .put("lines_behind", state.behind())
                .put("told_at", state.toldAt().map(Instant::toString).orElse(null))
                .put("failure", state.failure().orElse(null)));
    return Json.answer(200, node);
  }
}
