package dev.bailey.security.oidc;

import dev.bailey.security.provider.ProviderException;
import dev.bailey.security.provider.ProviderHttp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the provider says of itself, asked once an hour. While it does not answer, what it said
/// last goes on to hold, and it is asked again only after some seconds, so that many who wait do
/// not wait one after the other.
final class Discovery {
  private static final Duration GOOD_FOR = Duration.ofHours(1);
  private static final Duration REST = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final OidcSettings settings;
  private final ProviderHttp http;
  private final Clock clock;
  private Optional<Known> known = Optional.empty();
  private Optional<ProviderException> failure = Optional.empty();
  private Instant next = Instant.MIN;

  /// @param tokens whose keys are those of `metadata`
  record Known(Metadata metadata, SignedTokens tokens) {}

  Discovery(OidcSettings settings, ProviderHttp http, Clock clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  /// @throws ProviderException UNAVAILABLE
  synchronized Known current() {
    if (!clock.instant().isBefore(next)) {
      ask();
    }
    return known.orElseThrow(() -> failure.orElseThrow());
  }

  private void ask() {
    try {
      Metadata metadata = read();
      if (known.filter(before -> before.metadata().equals(metadata)).isEmpty()) {
        known = Optional.of(new Known(metadata, tokens(metadata)));
      }
      next = clock.instant().plus(GOOD_FOR);
    } catch (ProviderException e) {
      failure = Optional.of(e);
      next = clock.instant().plus(REST);
    }
  }

  private Metadata read() {
    ProviderHttp.Reply reply = http.get(settings.discovery(), Map.of());
    if (reply.status() != OK) {
      throw ProviderException.unavailable(
          "%s answers %d; is oidc_issuer right?".formatted(settings.discovery(), reply.status()));
    }
    return Metadata.of(reply.body(), settings);
  }

  private SignedTokens tokens(Metadata metadata) {
    return new SignedTokens(
        settings.issuer(), settings.clientId(), PublishedKeys.at(metadata.keys(), http), clock);
  }
}
