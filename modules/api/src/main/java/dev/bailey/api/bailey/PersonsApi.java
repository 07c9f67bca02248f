package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.api.v2.AuditLogsApi;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.Runs;
import dev.bailey.security.Persons;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.person.Held;
import dev.bailey.security.person.Receipt;
import dev.bailey.security.user.ExternalId;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// What is held about a person, as one file of JSON, and its destruction.
public final class PersonsApi {
  private static final String USER = "/api/bailey/v1/users/{user}";
  private static final int PAGE = 500;
  private static final List<String> LISTS = List.of("tokens", "ssh_keys", "sessions");
  private static final List<String> NOT_HERE =
      List.of(
          "Commits in git repositories name their authors. They are the projects' own history, are"
              + " not held by user, and stay when a user is erased.",
          "Names, descriptions and SQL that people wrote, and logs of runs, are not searched.",
          "Passwords, keys of authenticators and texts of tokens are secrets and not part of this.");

  private final Persons persons;
  private final Audit audit;
  private final Runs runs;

  /// @param audit, runs tell what people did
  public PersonsApi(Persons persons, Audit audit, Runs runs) {
    this.persons = persons;
    this.audit = audit;
    this.runs = runs;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.GET,
            USER + "/personal-data",
            Guard.in(AccountArea.PERSONAL_DATA, Action.WRITE),
            "All that is held about a user, as a file",
            this::export),
        Route.of(
            Verb.POST,
            USER + "/erasure",
            Guard.in(AccountArea.PERSONAL_DATA, Action.WRITE),
            "Erase a user for good; what they did stays, under a pseudonym",
            this::erase));
  }

  private Answer export(Call call) {
    Held held = persons.held(call.subject(), id(call));
    return Answer.stream("application/json", out -> write(held, out))
        .with("Cache-Control", "no-store")
        .with(
            "Content-Disposition",
            "attachment; filename=\"user-%s.json\"".formatted(held.user().id()));
  }

  private Answer erase(Call call) {
    String login = Fields.of(call.json()).required("login");
    return Json.answer(200, json(persons.erase(call.subject(), id(call), login)));
  }

  private static UserId id(Call call) {
    return new UserId(call.id("user"));
  }

  private static ObjectNode json(Receipt receipt) {
    return Json.object()
        .put("user", receipt.user().value())
        .put("erased_at", receipt.at().toString())
        .put("tokens", receipt.tokens())
        .put("ssh_keys", receipt.sshKeys())
        .put("sessions", receipt.sessions())
        .put("audit_lines_with_a_pseudonym_now", receipt.auditLines())
        .put("runs_with_a_pseudonym_now", receipt.traces())
        .put("audit_line", receipt.line())
        .put("audit_mac", receipt.mac());
  }

  /// What there may be much of is written page by page.
  private void write(Held held, OutputStream out) throws IOException {
    long id = held.user().id().value();
    write(out, "{\"person\":");
    out.write(Json.bytes(person(held)));
    write(out, ",\"done\":");
    var mine = Audit.Query.newest(PAGE).by(new Actor("user", id, ""));
    list(out, page -> audit(mine, page));
    write(out, ",\"done_to_them\":");
    var about = Audit.Query.newest(PAGE).on(Target.of("user", id));
    list(out, page -> audit(about, page));
    write(out, ",\"runs_started\":");
    list(out, page -> started("user:" + id, page));
    write(out, ",\"not_here\":");
    var notHere = Json.array();
    NOT_HERE.forEach(notHere::add);
    out.write(Json.bytes(notHere));
    write(out, "}");
  }

  /// @param page the things of a page, empty when there is no such page
  private static void list(OutputStream out, IntFunction<Optional<List<JsonNode>>> page)
      throws IOException {
    write(out, "[");
    boolean first = true;
    int number = 0;
    for (var things = page.apply(number); things.isPresent(); things = page.apply(++number)) {
      for (JsonNode thing : things.get()) {
        write(out, first ? "" : ",");
        out.write(Json.bytes(thing));
        first = false;
      }
      out.flush();
    }
    write(out, "]");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<List<JsonNode>> audit(Audit.Query query, int page) {
    var lines = audit.list(query.page(page * PAGE, PAGE));
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(lines.stream().<JsonNode>map(AuditLogsApi::json).toList());
  }

  private Optional<List<JsonNode>> started(String reference, int page) {
    var some = runs.list(Runs.Query.all().page(page * PAGE, PAGE));
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(
            some.stream()
                .filter(run -> run.trigger().actor().equals(reference))
                .<JsonNode>map(PersonsApi::run)
                .toList());
  }

  private static ObjectNode run(Run run) {
    return Json.object()
        .put("id", run.id().value())
        .put("job", run.job().value())
        .put("cause", run.trigger().cause())
        .put("status", run.status().word())
        .put("created_at", run.times().created().toString());
  }

  private static ObjectNode person(Held held) {
    User user = held.user();
    ObjectNode node =
        UserJson.of(user, held.groups())
            .put("provider_subject", user.external().map(ExternalId::subject).orElse(null));
    put(node, "password_changed_at", held.passwordChanged());
    put(node, "second_factor_since", held.secondFactorSince());
    LISTS.forEach(node::putArray);
    putCredentials(node, held);
    return node;
  }

  private static void putCredentials(ObjectNode node, Held held) {
    held.tokens()
        .forEach(token -> {
          ObjectNode one =
              list(node, "tokens")
                  .addObject()
                  .put("id", token.id().value())
                  .put("name", token.name())
                  .put("begins_with", token.start())
                  .put("created_at", token.createdAt().toString());
          put(one, "expires_at", token.expiresAt());
          put(one, "last_used_at", token.lastUsed());
          put(one, "revoked_at", token.revokedAt());
        });
    held.sshKeys()
        .forEach(key -> {
          ObjectNode one =
              list(node, "ssh_keys")
                  .addObject()
                  .put("id", key.id().value())
                  .put("name", key.name())
                  .put("public_key", key.key().type() + " " + key.key().blob())
                  .put("fingerprint", key.fingerprint())
                  .put("created_at", key.createdAt().toString());
          put(one, "last_used_at", key.lastUsed());
        });
    held.sessions()
        .forEach(session ->
            list(node, "sessions")
                .addObject()
                .put("address", session.origin().address())
                .put("client", session.origin().client())
                .put("created_at", session.createdAt().toString())
                .put("last_seen_at", session.lastSeen().toString()));
  }

  private static ArrayNode list(ObjectNode node, String field) {
    return node.withArray(field);
  }

  private static void put(ObjectNode node, String field, Optional<Instant> time) {
    node.put(field, time.map(Instant::toString).orElse(null));
  }
}
