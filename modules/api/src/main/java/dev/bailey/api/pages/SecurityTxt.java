package dev.bailey.api.pages;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Where whoever finds a weakness of this installation may write, as RFC 9116 has it.
public final class SecurityTxt {
  /// The operator's answer is as good as the running server's configuration; readers look again.
  private static final Duration GOOD_FOR = Duration.ofDays(90);

  private final Optional<URI> contact;
  private final Clock clock;

  /// @param contact the operator's; without one there is no such file
  public SecurityTxt(Optional<URI> contact, Clock clock) {
    this.contact = contact;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.GET,
            "/.well-known/security.txt",
            Guard.open("whoever finds a weakness has no account"),
            "Whom to tell of a weakness",
            this::file));
  }

  private Answer file(Call call) {
    URI whom =
        contact.orElseThrow(() -> Refusal.missing("security.txt; the operator names no contact"));
    String text =
        "Contact: %s\nExpires: %s\n"
            .formatted(whom, clock.instant().plus(GOOD_FOR).truncatedTo(ChronoUnit.SECONDS));
    return Answer.of(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }
}
