package dev.bailey.warehouse.lock;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a run does about a relation that another run is writing.
///
/// @param patience how long it waits at most; only for `WAIT`
public record LockPolicy(Action action, Duration patience) {

  /// What is done.
  public enum Action {
    /// Wait until the other is done with it.
    WAIT,
    /// Let the node fail.
    FAIL,
    /// Leave the node, and what needs it, to the other.
    SKIP;

    /// The one of that name.
    public static Optional<Action> named(String word) {
      return Arrays.stream(values()).filter(action -> action.word().equals(word)).findFirst();
    }

    /// All names, for messages.
    public static String words() {
      return Arrays.stream(values()).map(Action::word).collect(Collectors.joining(", "));
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public LockPolicy {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("a wait of " + patience);
    }
  }

  /// The same with another action.
  public LockPolicy with(Action other) {
    return new LockPolicy(other, patience);
  }
}
