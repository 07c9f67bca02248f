package dev.bailey.security.person;

import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What stands in the place of somebody who was erased: `user-7`. Their number leads to nobody any
/// more, and no other user ever gets it.
public final class Pseudonym {
  private final UserId user;
  private final List<String> words;
  private final Pattern pattern;

  private Pseudonym(UserId user, List<String> words) {
    this.user = user;
    this.words = words;
    // Longest first, so that an address is found before the name that it begins with.
    this.pattern =
        Pattern.compile(
            words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(
                    Collectors.joining(
                        "|", "(?<![\\p{L}\\p{N}._@-])(?:", ")(?![\\p{L}\\p{N}_@-])")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /// In the place of a user: of their login, their address, and their full name.
  public static Pseudonym of(User user) {
    UserProfile profile = user.profile();
    boolean named = !profile.firstName().isBlank() && !profile.lastName().isBlank();
    var words =
        Stream.of(
                profile.login(),
                profile.email(),
                named ? profile.firstName() + " " + profile.lastName() : "")
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
    return new Pseudonym(user.id(), words);
  }

  /// How an erased user is called.
  public static String of(long user) {
    return "user-" + user;
  }

  /// Whom it is for.
  public UserId user() {
    return user;
  }

  /// What it stands in the place of, never empty.
  public List<String> words() {
    return words;
  }

  /// The text with the pseudonym where a whole word or phrase of it was the person's.
  public String in(String text) {
    return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(of(user.value())));
  }

  /// An event with the pseudonym: nothing tells who the person was, or where they were.
  public AuditEvent in(AuditEvent event) {
    Map<String, String> details = new TreeMap<>();
    event.details().forEach((name, value) -> details.put(name, in(value)));
    return new AuditEvent(
        event.type(),
        in(event.actor()),
        isTheirs(event) ? Origin.inside() : event.origin(),
        event.target(),
        event.outcome(),
        details);
  }

  private Actor in(Actor actor) {
    return new Actor(actor.kind(), actor.id(), isThem(actor) ? of(user.value()) : in(actor.name()));
  }

  /// Done by them, or by nobody known, on their account.
  private boolean isTheirs(AuditEvent event) {
    return isThem(event.actor())
        || (event.actor().kind().equals("anonymous")
            && event.target().equals(Target.of("user", user.value())));
  }

  private boolean isThem(Actor actor) {
    return actor.kind().equals("user") && actor.id() == user.value();
  }
}
