package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.security.OwnAccount;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.token.IssuedToken;
import dev.bailey.security.token.TokenId;
import dev.bailey.security.user.SshKey;
import dev.bailey.security.user.SshKeyId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people keep for themselves: tokens and SSH keys.
public final class OwnApi {
  private static final String TOKENS = "/api/bailey/v1/tokens";
  private static final String KEYS = "/api/bailey/v1/ssh-keys";
  private static final int LONGEST_DAYS = 3_650;

  private final OwnAccount own;
  private final Clock clock;

  /// Serves what is in `own`.
  public OwnApi(OwnAccount own, Clock clock) {
    this.own = own;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    Guard guard = Guard.signedIn();
    return List.of(
        Route.of(Verb.GET, TOKENS, guard, "List one's own tokens", this::tokens),
        Route.of(Verb.POST, TOKENS, guard, "Create a token", this::createToken),
        Route.of(Verb.DELETE, TOKENS + "/{token}", guard, "Revoke a token", this::revokeToken),
        Route.of(Verb.GET, KEYS, guard, "List one's own SSH keys", this::keys),
        Route.of(Verb.POST, KEYS, guard, "Add an SSH key", this::addKey),
        Route.of(Verb.DELETE, KEYS + "/{key}", guard, "Remove an SSH key", this::removeKey));
  }

  private Answer tokens(Call call) {
    ObjectNode body = Json.object();
    var list = body.putArray("tokens");
    own.tokens(call.subject()).forEach(token -> list.add(json(token)));
    return Json.answer(200, body);
  }

  /// The text of a token is shown in this one answer and never again.
  private Answer createToken(Call call) {
    Fields fields = Fields.of(call.json());
    Optional<Instant> end =
        fields.has("days")
            ? Optional.of(clock.instant().plus(days(fields.requiredNumber("days"))))
            : Optional.empty();
    IssuedToken issued = own.createToken(call.subject(), fields.required("name"), List.of(), end);
    return Json.answer(201, json(issued.token()).put("token", issued.text().reveal()));
  }

  private static Duration days(long days) {
    if (days < 1 || days > LONGEST_DAYS) {
      throw Refusal.invalid("days must be between 1 and " + LONGEST_DAYS + ", not " + days);
    }
    return Duration.ofDays(days);
  }

  private Answer revokeToken(Call call) {
    own.revokeToken(call.subject(), new TokenId(call.id("token")));
    return Answer.empty(204);
  }

  private Answer keys(Call call) {
    ObjectNode body = Json.object();
    var list = body.putArray("ssh_keys");
    own.sshKeys(call.subject()).forEach(key -> list.add(json(key)));
    return Json.answer(200, body);
  }

  private Answer addKey(Call call) {
    Fields fields = Fields.of(call.json());
    return Json.answer(
        201,
        json(
            own.addSshKey(call.subject(), fields.required("name"), fields.required("public_key"))));
  }

  private Answer removeKey(Call call) {
    own.removeSshKey(call.subject(), new SshKeyId(call.id("key")));
    return Answer.empty(204);
  }

  private static ObjectNode json(ApiToken token) {
    return Json.object()
        .put("id", token.id().value())
        .put("name", token.name())
        .put("start", token.start())
        .put("created_at", token.createdAt().toString())
        .put("expires_at", token.expiresAt().map(Instant::toString).orElse(null))
        .put("last_used_at", token.lastUsed().map(Instant::toString).orElse(null));
  }

  private static ObjectNode json(SshKey key) {
    return Json.object()
        .put("id", key.id().value())
        .put("name", key.name())
        .put("fingerprint", key.fingerprint())
        .put("created_at", key.createdAt().toString())
        .put("last_used_at", key.lastUsed().map(Instant::toString).orElse(null));
  }
}
