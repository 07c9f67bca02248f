package dev.bailey.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks one invocation to stop, from any thread. Asked once, it stays asked: no further node
/// begins, and statements that are running are cancelled in the warehouse.
public final class Stop {
  private final List<Runnable> actions = new ArrayList<>();
  private Optional<String> reason = Optional.empty();

  /// Asks to stop; only the first reason counts.
  ///
  /// @param why for the user, such as `Cancelled by ada@example.com`
  public void request(String why) {
    List<Runnable> due;
    synchronized (this) {
      if (reason.isPresent()) {
        return;
      }
      reason = Optional.of(why);
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }

  /// A stop for a part of the invocation: it stops when the whole does, and the part may be asked
  /// to stop alone.
  public Stop part() {
    var part = new Stop();
    onRequest(() -> reason().ifPresent(part::request));
    return part;
  }

  /// Why it was asked to stop; empty while it was not.
  public synchronized Optional<String> reason() {
    return reason;
  }

  /// Whether it was asked to stop.
  public boolean requested() {
    return reason().isPresent();
  }

  /// Runs `action` when asked to stop; at once if it already was.
  public void onRequest(Runnable action) {
    synchronized (this) {
      if (reason.isEmpty()) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }
}
