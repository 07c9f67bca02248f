package dev.bailey.api.v2;

import static dev.bailey.api.http.Guard.in;
import static dev.bailey.api.http.Guard.signedIn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.registry.Account;
import dev.bailey.registry.Accounts;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import java.time.Clock;
import java.util.List;

/// The one account, and who calls.
public final class AccountsApi {
  private final Accounts accounts;
  private final int queueLimit;
  private final Clock clock;

  /// @param queueLimit how many runs may wait
  public AccountsApi(Accounts accounts, int queueLimit, Clock clock) {
    this.accounts = accounts;
    this.queueLimit = queueLimit;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.GET, "/api/v2/accounts", signedIn(), "List accounts", this::list),
        Route.of(Verb.GET, "/api/v3/accounts", signedIn(), "List accounts", this::list),
        Route.of(
            Verb.GET,
            "/api/v2/accounts/{account}",
            in(AccountArea.ACCOUNT, Action.READ),
            "Read the account",
            this::read),
        Route.of(
            Verb.GET,
            "/api/v3/accounts/{account}",
            in(AccountArea.ACCOUNT, Action.READ),
            "Read the account",
            this::read),
        Route.of(Verb.GET, "/api/v2/whoami", signedIn(), "Who calls", this::whoami));
  }

  private Answer list(Call call) {
    return Envelope.list(List.of(account()), Envelope.Page.of(call.query()), this::json);
  }

  private Answer read(Call call) {
    Calls.account(call);
    return Envelope.of(json(account()));
  }

  private Answer whoami(Call call) {
    ObjectNode data = Json.object();
    data.putObject("user")
        .put("email", call.actor())
        .put("first_name", call.actor())
        .put("last_name", "")
        .putObject("licenses");
    return Envelope.of(data);
  }

  private Account account() {
    return accounts.open(clock.instant());
  }

  private ObjectNode json(Account account) {
    return RegistryJson.account(account, queueLimit);
  }
}
