package dev.bailey.database.security;

import dev.bailey.database.Seals;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.security.person.Pseudonym;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.seal.Place;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Seals what a line of the audit tells of a person, under that person's key, as texts that take
/// the places of what they hide: so the chain binds what stands in the table, and goes on to hold
/// when the key is destroyed and nobody can read it any more.
///
/// Who did it (name, address, client) is sealed for them, or, where nobody known did it, for the
/// user it was done to. Details are sealed for the user it was done to, or to whose own things.
final class PersonalSeal {
  private static final String SEALED = "sealed:";
  private static final String DETAILS = "sealed";
  private static final String USER = "user";
  private static final Set<String> OWN_THINGS = Set.of("token", "ssh_key", "session");

  private final SealedTexts texts;

  PersonalSeal(Seals seals) {
    this.texts = new SealedTexts(seals);
  }

  static boolean isSealed(AuditEvent stored) {
    return stored.actor().name().startsWith(SEALED);
  }

  /// The event as it is stored.
  AuditEvent seal(long line, AuditEvent event) {
    AuditEvent sealed =
        doer(event).map(person -> withSealedDoer(line, event, person)).orElse(event);
    return concerned(event)
        .filter(_ -> !event.details().isEmpty())
        .flatMap(person -> seal(line, DETAILS, person, AuditRow.lines(event.details())))
        .map(text -> with(sealed, sealed.actor(), sealed.origin(), Map.of(DETAILS, text)))
        .orElse(sealed);
  }

  private AuditEvent withSealedDoer(long line, AuditEvent event, long person) {
    var origin = event.origin();
    var texts = List.of(event.actor().name(), origin.address(), origin.client());
    String name =
        seal(line, "actor", person, texts)
            .map(text -> SEALED + text)
            .orElseGet(() -> Pseudonym.of(person));
    return with(event, named(event.actor(), name), Origin.inside(), event.details());
  }

  /// The event as it was, with pseudonyms where a key is destroyed.
  AuditEvent open(long line, AuditEvent stored) {
    AuditEvent opened =
        isSealed(stored)
            ? doer(stored).map(person -> withOpenDoer(line, stored, person)).orElse(stored)
            : stored;
    return Optional.ofNullable(stored.details().get(DETAILS))
        .flatMap(text -> concerned(stored).map(person -> open(line, DETAILS, person, text)))
        .map(texts -> with(opened, opened.actor(), opened.origin(), AuditRow.details(texts)))
        .orElse(opened);
  }

  private AuditEvent withOpenDoer(long line, AuditEvent stored, long person) {
    String text = stored.actor().name().substring(SEALED.length());
    List<String> texts = open(line, "actor", person, text);
    return texts.size() == 3
        ? with(
            stored,
            named(stored.actor(), texts.get(0)),
            new Origin(texts.get(1), texts.get(2)),
            stored.details())
        : with(
            stored,
            named(stored.actor(), stored.actor().kind().equals(USER) ? Pseudonym.of(person) : ""),
            Origin.inside(),
            stored.details());
  }

  /// Whose name and address the line tells.
  private static Optional<Long> doer(AuditEvent event) {
    Actor actor = event.actor();
    return switch (actor.kind()) {
      case USER -> Optional.of(actor.id());
      case "anonymous" -> user(event.target());
      default -> Optional.empty();
    };
  }

  /// Whom its details are about.
  private static Optional<Long> concerned(AuditEvent event) {
    Actor actor = event.actor();
    return user(event.target())
        .or(() ->
            actor.kind().equals(USER) && OWN_THINGS.contains(event.target().kind())
                ? Optional.of(actor.id())
                : Optional.empty());
  }

  private static Optional<Long> user(Target target) {
    return target.kind().equals(USER) && target.id().matches("[1-9][0-9]{0,17}")
        ? Optional.of(Long.parseLong(target.id()))
        : Optional.empty();
  }

  /// Empty when the person was erased.
  private Optional<String> seal(long line, String field, long person, List<String> told) {
    try {
      byte[] sealed = texts.seal(person, place(line, field), told);
      return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    } catch (StorageException e) {
      if (e.code() == Code.KEY_DESTROYED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Without any text when the person was erased.
  private List<String> open(long line, String field, long person, String text) {
    return texts
        .open(person, place(line, field), Base64.getUrlDecoder().decode(text))
        .orElse(List.of());
  }

  private static Place place(long line, String field) {
    return new Place("audit_entry", Long.toString(line), field);
  }

  private static Actor named(Actor actor, String name) {
    return new Actor(actor.kind(), actor.id(), name);
  }

  private static AuditEvent with(
      AuditEvent event, Actor actor, Origin origin, Map<String, String> details) {
    return new AuditEvent(event.type(), actor, origin, event.target(), event.outcome(), details);
  }
}
