package dev.bailey.jobs.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Tells those who follow a run live what happens in it.
///
/// Only the nodes that are at work are known here: who comes late reads them, and what is kept
/// (`Runs`, `RunFiles`), after having subscribed. A follower who falls too far behind is cut off
/// and does the same again; a run never waits for one.
public final class RunFeed {
  private final Map<RunId, Set<Subscription>> followers = new ConcurrentHashMap<>();
  private final Map<RunId, Map<String, NodeResult>> atWork = new ConcurrentHashMap<>();
  private final int backlog;

  /// @param backlog how many events may wait for a follower before it is cut off
  public RunFeed(int backlog) {
    this.backlog = backlog;
  }

  /// Tells all followers of the event's run.
  public void publish(RunEvent event) {
    note(event);
    for (Subscription follower : followers.getOrDefault(event.run(), Set.of())) {
      follower.offer(event);
    }
  }

  private void note(RunEvent event) {
    switch (event) {
      case RunEvent.NodeChanged(NodeResult now) when now.finishedAt().isEmpty() ->
          atWork
              .computeIfAbsent(now.run(), _ -> new ConcurrentHashMap<>())
              .put(now.uniqueId(), now);
      case RunEvent.NodeChanged(NodeResult now) ->
          atWork.computeIfPresent(
              now.run(),
              (_, nodes) -> {
                nodes.remove(now.uniqueId());
                return nodes;
              });
      case RunEvent.RunChanged(Run now) when now.status().ended() -> atWork.remove(now.id());
      case RunEvent.RunChanged _, RunEvent.StepChanged _, RunEvent.LogAdded _ -> {}
    }
  }

  /// The nodes of a run that have begun and not ended, as they were last told of. Read them before
  /// those that are kept, which have ended.
  public List<NodeResult> atWork(RunId run) {
    return List.copyOf(atWork.getOrDefault(run, Map.of()).values());
  }

  /// Follows a run from now on, until closed.
  public Subscription follow(RunId run) {
    var subscription = new Subscription(run);
    followers.compute(
        run,
        (_, all) -> {
          Set<Subscription> grown = all == null ? ConcurrentHashMap.newKeySet() : all;
          grown.add(subscription);
          return grown;
        });
    return subscription;
  }

  /// One follower of one run.
  public final class Subscription implements AutoCloseable {
    private final RunId run;
    private final BlockingQueue<RunEvent> waiting = new LinkedBlockingQueue<>(backlog);
    private volatile boolean lost;

    private Subscription(RunId run) {
      this.run = run;
    }

    private void offer(RunEvent event) {
      if (!waiting.offer(event)) {
        lost = true;
      }
    }

    /// The next event; empty when none came in time.
    ///
    /// @throws InterruptedException when the follower's thread is told to stop
    public Optional<RunEvent> next(long millis) throws InterruptedException {
      return Optional.ofNullable(waiting.poll(millis, TimeUnit.MILLISECONDS));
    }

    /// Whether this follower missed events and must start again from what is kept.
    public boolean lost() {
      return lost;
    }

    @Override
    public void close() {
      followers.computeIfPresent(
          run,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
