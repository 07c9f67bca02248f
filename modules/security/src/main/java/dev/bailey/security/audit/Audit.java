package dev.bailey.security.audit;

import dev.bailey.security.person.Pseudonym;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps what was done: lines are added, never changed, and each is bound to all before it by an
/// [AuditChain]. What every keeper must do is in `AuditContract`.
public interface Audit {

  /// Adds a line. It is durable when this returns, or, inside a [dev.bailey.security.Transactions],
  /// together with what it tells of.
  AuditEntry append(AuditEvent event, Instant at);

  /// The lines that `query` wants, newest first.
  List<AuditEntry> list(Query query);

  /// The lines after the one of a number, oldest first.
  ///
  /// @param most how many at most
  List<AuditEntry> following(long number, int most);

  /// How many lines `query` wants, its paging aside.
  long count(Query query);

  /// Reads all lines and checks the chain, from where it begins.
  ///
  /// @return the number of the first line that is not what was written, or that is missing
  Optional<Long> firstBroken();

  /// Where the chain begins, if older lines were removed by [#trim].
  Optional<Anchor> anchor();

  /// Puts a pseudonym into all lines that name somebody in the open. Such a line keeps its place
  /// and its MAC, and [AuditChain#attest] proves what is left of it. Lines may be added meanwhile.
  ///
  /// @return how many lines were changed
  long forget(Pseudonym who);

  /// Removes the oldest lines, as far as all of them are of before a moment, and keeps an [Anchor]
  /// in a line of its own: all of it or nothing.
  ///
  /// @param most how many lines at most
  /// @param by who does it
  /// @return how many lines were removed; without any, nothing is written
  long trim(Instant before, int most, Actor by, Instant at);

  /// Which lines to list. Empty optionals do not restrict.
  ///
  /// @param from the first moment that is wanted
  /// @param until the first moment that is not wanted any more
  /// @param type how the type of the event begins, such as `login.`
  record Query(
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<String> actorKind,
      Optional<Long> actorId,
      Optional<String> type,
      Optional<Target> target,
      int offset,
      int limit) {
    public Query {
      if (offset < 0 || limit < 0) {
        throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
      }
    }

    /// The newest lines.
    public static Query newest(int limit) {
      return new Query(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          limit);
    }

    /// The same from one moment to another.
    public Query between(Instant first, Instant end) {
      return new Query(
          Optional.of(first), Optional.of(end), actorKind, actorId, type, target, offset, limit);
    }

    /// The same of one actor.
    public Query by(Actor actor) {
      return new Query(
          from,
          until,
          Optional.of(actor.kind()),
          Optional.of(actor.id()),
          type,
          target,
          offset,
          limit);
    }

    /// The same of one family of events.
    public Query ofType(String start) {
      return new Query(from, until, actorKind, actorId, Optional.of(start), target, offset, limit);
    }

    /// The same of what was done to one thing.
    public Query on(Target thing) {
      return new Query(from, until, actorKind, actorId, type, Optional.of(thing), offset, limit);
    }

    /// The same, one page of it.
    public Query page(int first, int size) {
      return new Query(from, until, actorKind, actorId, type, target, first, size);
    }
  }
}
