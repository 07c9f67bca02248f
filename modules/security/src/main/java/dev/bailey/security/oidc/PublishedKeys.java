package dev.bailey.security.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import dev.bailey.security.provider.ProviderHttp;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// The keys that a provider publishes. They are asked for once an hour, and when a token names one
/// that is not among them; however many tokens do, at most twice in half a minute.
final class PublishedKeys {
  private static final long GOOD_FOR = Duration.ofHours(1).toMillis();
  private static final long LONGEST_WAIT = Duration.ofSeconds(20).toMillis();
  private static final long PAUSE = Duration.ofSeconds(30).toMillis();
  private static final int OK = 200;

  private PublishedKeys() {}

  static JWKSource<SecurityContext> at(URI address, ProviderHttp http) {
    try {
      return JWKSourceBuilder.create(address.toURL(), _ -> read(address, http))
          .cache(GOOD_FOR, LONGEST_WAIT)
          .refreshAheadCache(false)
          .rateLimited(PAUSE)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Resource read(URI address, ProviderHttp http) throws IOException {
    ProviderHttp.Reply reply = http.get(address, Map.of());
    if (reply.status() != OK) {
      throw new IOException("the provider's keys are answered with " + reply.status());
    }
    return new Resource(reply.body(), reply.contentType());
  }
}
