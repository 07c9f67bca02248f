package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Csv;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.api.v2.GrantJson;
import dev.bailey.security.AccessReview;
import dev.bailey.security.AuditLog;
import dev.bailey.security.People;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.review.Confirmation;
import dev.bailey.security.review.Entitlement;
import dev.bailey.security.user.User;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who may do what: to be looked at, taken away as CSV, confirmed, revoked.
public final class AccessReviewApi {
  private static final String REVIEW = "/api/bailey/v1/access-review";
  private static final List<String> COLUMNS =
      List.of(
          "kind",
          "user_id",
          "login",
          "active",
          "through",
          "allows",
          "last_sign_in_at",
          "last_used_at",
          "confirmed_by",
          "confirmed_at",
          "key");

  private final AccessReview review;
  private final People people;
  private final AuditLog log;

  /// @param people who confirmed
  /// @param log is told that the report was taken away
  public AccessReviewApi(AccessReview review, People people, AuditLog log) {
    this.review = review;
    this.people = people;
    this.log = log;
  }

  /// The routes.
  public List<Route> routes() {
    Guard read = Guard.in(AccountArea.USERS, Action.READ);
    Guard write = Guard.in(AccountArea.USERS, Action.WRITE);
    return List.of(
        Route.of(Verb.GET, REVIEW, read, "Who may do what, by which way", this::list),
        Route.of(Verb.GET, REVIEW + "/download", read, "Who may do what, as CSV", this::download),
        Route.of(
            Verb.POST,
            REVIEW + "/confirmations",
            write,
            "Confirm that a way of access is right",
            this::confirm),
        Route.of(
            Verb.POST, REVIEW + "/revocations", write, "Take a way of access away", this::revoke));
  }

  private Answer list(Call call) {
    ObjectNode body = Json.object();
    var list = body.putArray("entitlements");
    review.list(call.subject()).forEach(each -> list.add(json(each)));
    return Json.answer(200, body);
  }

  private Answer download(Call call) {
    var all = review.list(call.subject());
    log.done(call.subject(), "access_review.exported", Target.none());
    var out = new ByteArrayOutputStream();
    out.writeBytes(Csv.line(COLUMNS));
    all.forEach(each -> out.writeBytes(Csv.line(cells(each))));
    return Answer.of(200, Csv.TYPE, out.toByteArray())
        .with("Cache-Control", "no-store")
        .with("Content-Disposition", "attachment; filename=\"access-review.csv\"");
  }

  private List<String> cells(Entitlement each) {
    Optional<User> user = each.user();
    return List.of(
        each.kind().word(),
        user.map(one -> one.id().toString()).orElse(""),
        user.map(one -> one.profile().login()).orElse(""),
        user.map(one -> Boolean.toString(one.active())).orElse(""),
        each.through(),
        each.allowed(),
        text(user.flatMap(User::lastLogin)),
        text(each.lastUsed()),
        each.confirmation().map(this::by).orElse(""),
        text(each.confirmation().map(Confirmation::at)),
        each.key());
  }

  private Answer confirm(Call call) {
    return Json.answer(200, json(review.confirm(call.subject(), key(call))));
  }

  private Answer revoke(Call call) {
    review.revoke(call.subject(), key(call));
    return Answer.empty(204);
  }

  private static String key(Call call) {
    return Fields.of(call.json()).required("key");
  }

  private ObjectNode json(Entitlement each) {
    ObjectNode node =
        Json.object()
            .put("key", each.key())
            .put("kind", each.kind().word())
            .put("through", each.through())
            .put("allows", each.allowed());
    var grants = node.putArray("grants");
    each.grants().forEach(grant -> grants.add(GrantJson.of(grant)));
    node.putNull("user");
    each.user()
        .ifPresent(user ->
            node.putObject("user")
                .put("id", user.id().value())
                .put("login", user.profile().login())
                .put("active", user.active())
                .put("last_sign_in_at", user.lastLogin().map(Instant::toString).orElse(null)));
    node.put("last_used_at", each.lastUsed().map(Instant::toString).orElse(null));
    node.putNull("confirmed");
    each.confirmation()
        .ifPresent(
            one -> node.putObject("confirmed").put("by", by(one)).put("at", one.at().toString()));
    return node;
  }

  private String by(Confirmation confirmation) {
    return people.named(confirmation.by());
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }
}
