package dev.bailey.security.oidc;

import dev.bailey.security.provider.ProviderException;
import dev.bailey.security.provider.ProviderException.Reason;
import dev.bailey.security.user.UserProfile;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a provider says of somebody, in the words of this appliance.
final class Claims {
  private Claims() {}

  static UserProfile profile(Map<String, Object> claims, OidcSettings settings) {
    String email =
        Boolean.FALSE.equals(claims.get("email_verified")) ? "" : text(claims, "email").orElse("");
    String login =
        text(claims, settings.loginClaim())
            .or(() -> Optional.of(email).filter(known -> !known.isEmpty()))
            .orElseThrow(() -> incomplete("it tells no " + settings.loginClaim()));
    Optional<String> first = text(claims, "given_name");
    Optional<String> last = text(claims, "family_name");
    boolean named = first.isPresent() || last.isPresent();
    try {
      return new UserProfile(
          login,
          email,
          named ? first.orElse("") : text(claims, "name").orElse(""),
          last.orElse(""));
    } catch (IllegalArgumentException e) {
      throw incomplete(String.valueOf(e.getMessage()));
    }
  }

  /// One name, or several.
  static Set<String> names(@Nullable Object claim) {
    return switch (claim) {
      case String one -> Set.of(one);
      case Collection<?> several -> strings(several).collect(Collectors.toUnmodifiableSet());
      case null, default -> Set.of();
    };
  }

  private static Stream<String> strings(Collection<?> several) {
    return several.stream().filter(String.class::isInstance).map(String.class::cast);
  }

  private static Optional<String> text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static ProviderException incomplete(String why) {
    return new ProviderException(
        Reason.PERSON_INCOMPLETE,
        ("The identity provider does not tell who you are in a way that can be used here: %s. Your"
                + " administrator can choose another claim by oidc_login_claim.")
            .formatted(why));
  }
}
