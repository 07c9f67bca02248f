package dev.bailey.api.pages;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Whether the process lives, and whether it can do its work; for load balancers, which have no
/// token, so the answer is one word.
public final class Health {
  private final BooleanSupplier ready;

  /// @param ready whether the database answers
  public Health(BooleanSupplier ready) {
    this.ready = ready;
  }

  /// The routes.
  public List<Route> routes() {
    Guard open = Guard.open("load balancers have no token, and learn one word");
    return List.of(
        Route.of(Verb.GET, "/health/live", open, "Whether it lives", call -> word(200, "live")),
        Route.of(Verb.GET, "/health/ready", open, "Whether it can work", call -> readiness()));
  }

  private Answer readiness() {
    return ready.getAsBoolean() ? word(200, "ready") : word(503, "not ready");
  }

  private static Answer word(int status, String word) {
    return Json.answer(status, Json.object().put("status", word));
  }
}
