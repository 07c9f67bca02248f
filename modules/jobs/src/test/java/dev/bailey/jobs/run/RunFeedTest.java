package dev.bailey.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunFeedTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final RunId RUN = new RunId(1);

  private final RunFeed feed = new RunFeed(10);

  @Test
  void whoComesLateLearnsWhatWasLastToldOfNodesAtWork() {
    feed.publish(new RunEvent.NodeChanged(node("model.a.b", "", Optional.empty())));
    NodeResult waiting = node("model.a.b", "Waiting for run 7", Optional.empty());
    feed.publish(new RunEvent.NodeChanged(waiting));

    assertThat(feed.atWork(RUN)).containsExactly(waiting);
    assertThat(feed.atWork(new RunId(2))).isEmpty();
  }

  @Test
  void aNodeThatEndedIsNoLongerAtWork() {
    feed.publish(new RunEvent.NodeChanged(node("model.a.b", "", Optional.empty())));
    feed.publish(new RunEvent.NodeChanged(node("model.a.b", "SELECT 1", Optional.of(NOON))));

    assertThat(feed.atWork(RUN)).isEmpty();
  }

  private static NodeResult node(String id, String message, Optional<Instant> finished) {
    return new NodeResult(
        RUN,
        1,
        id,
        "b",
        "model",
        "view",
        finished.isPresent() ? "success" : "started",
        message,
        "Thread-1",
        NOON,
        finished,
        OptionalLong.empty());
  }
}
