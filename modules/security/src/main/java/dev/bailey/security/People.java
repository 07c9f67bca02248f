package dev.bailey.security;

import dev.bailey.security.person.Pseudonym;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.Users;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What is kept for long names people by a reference, `user:7`, and never by their names: so it
/// need not be changed when they are renamed or erased. This gives the names back to whoever reads
/// it.
public final class People {
  private static final Pattern REFERENCE = Pattern.compile("\\buser:([1-9][0-9]{0,17})\\b");

  private final Users users;

  People(Users users) {
    this.users = users;
  }

  /// A text with logins in the places of references, and pseudonyms for those who are gone.
  public String named(String text) {
    return REFERENCE.matcher(text).replaceAll(this::name);
  }

  private String name(MatchResult reference) {
    var id = new UserId(Long.parseLong(reference.group(1)));
    return java.util.regex.Matcher.quoteReplacement(
        users
            .find(id)
            .map(user -> user.profile().login())
            .orElseGet(() -> Pseudonym.of(id.value())));
  }
}
