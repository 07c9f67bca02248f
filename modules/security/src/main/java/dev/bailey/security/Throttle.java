package dev.bailey.security;

import dev.bailey.security.AccessException.Code;
import dev.bailey.security.user.UserProfile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Slows down whoever guesses passwords: each failure beyond a few doubles the time until the next
/// attempt, up to a limit. It tells nothing of whether the login exists.
///
/// Three counters, so that no one can lock another out for long: an address that tries one login is
/// slowed down soon and much; a login that many addresses try, late and little; an address that
/// tries many logins, late and much. An attempt counts as a failure until it has succeeded, so that
/// many at once are not one.
///
/// Safe for use by several threads.
public final class Throttle {
  private static final int MOST_KEPT = 50_000;
  private static final Duration FORGET = Duration.ofHours(1);

  private final Clock clock;
  private final Map<Key, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

  public Throttle(Clock clock) {
    this.clock = clock;
  }

  private enum Policy {
    PAIR(5, Duration.ofMinutes(15)),
    LOGIN(30, Duration.ofMinutes(1)),
    ADDRESS(50, Duration.ofMinutes(15));

    private final int free;
    private final Duration longest;

    /// @param free how many failures cost nothing
    /// @param longest the longest wait
    Policy(int free, Duration longest) {
      this.free = free;
      this.longest = longest;
    }

    Duration wait(int failures) {
      int doubled = Math.min(failures - free, 20);
      Duration wait = doubled < 0 ? Duration.ZERO : Duration.ofSeconds(1L << doubled);
      return wait.compareTo(longest) < 0 ? wait : longest;
    }
  }

  private record Key(Policy policy, String login, String address) {}

  private record Count(int failures, Instant last, Instant until) {}

  /// Lets an attempt go on, and counts it as a failure for the time being.
  ///
  /// @throws AccessException THROTTLED when it is too early
  public synchronized void begin(String login, String address) {
    begin(keys(login, address));
  }

  /// The same for what has no login.
  ///
  /// @throws AccessException THROTTLED when it is too early
  public synchronized void begin(String address) {
    begin(List.of(anything(address)));
  }

  private void begin(List<Key> keys) {
    Instant now = clock.instant();
    for (Key key : keys) {
      Instant until = count(key, now).until();
      if (now.isBefore(until)) {
        throw new AccessException(
            Code.THROTTLED,
            "Too many attempts. Wait a little, then try again.",
            Duration.between(now, until));
      }
    }
    keys.forEach(key -> add(key, now));
    forgetTheOldest();
  }

  /// Takes back what [#begin] counted: the attempt succeeded. The address keeps its other failures,
  /// or one good login would pay for guessing many others.
  public synchronized void succeeded(String login, String address) {
    succeeded(keys(login, address));
  }

  /// The same for what has no login.
  public synchronized void succeeded(String address) {
    succeeded(List.of(anything(address)));
  }

  private void succeeded(List<Key> keys) {
    Instant now = clock.instant();
    for (Key key : keys) {
      if (key.policy() == Policy.ADDRESS) {
        var count = count(key, now);
        counts.put(key, new Count(Math.max(0, count.failures() - 1), count.last(), now));
      } else {
        counts.remove(key);
      }
    }
  }

  private void add(Key key, Instant now) {
    int failures = count(key, now).failures() + 1;
    counts.put(key, new Count(failures, now, now.plus(key.policy().wait(failures))));
  }

  private Count count(Key key, Instant now) {
    Count count = counts.getOrDefault(key, new Count(0, now, now));
    return now.isAfter(count.last().plus(FORGET)) ? new Count(0, now, now) : count;
  }

  private void forgetTheOldest() {
    var oldest = counts.keySet().iterator();
    for (int over = counts.size() - MOST_KEPT; over > 0; over--) {
      oldest.next();
      oldest.remove();
    }
  }

  private static List<Key> keys(String login, String address) {
    String folded = UserProfile.fold(login);
    return List.of(
        new Key(Policy.PAIR, folded, address),
        new Key(Policy.LOGIN, folded, ""),
        anything(address));
  }

  private static Key anything(String address) {
    return new Key(Policy.ADDRESS, "", address);
  }
}
