package dev.bailey.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.engine.run.Schedule.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Map<String, Set<String>> DIAMOND =
      Map.of(
          "a", Set.of(),
          "z", Set.of(),
          "b", Set.of("a"),
          "c", Set.of("a"),
          "d", Set.of("b", "c"));

  @Test
  void nodesComeByLevelThenById() throws InterruptedException {
    assertThat(oneByOne(new Schedule(DIAMOND))).containsExactly("a", "z", "b", "c", "d");
  }

  @Test
  void aNodeWaitsForAllItsParents() throws InterruptedException {
    var schedule = new Schedule(DIAMOND);
    schedule.next();
    schedule.next();
    schedule.done("a");
    assertThat(schedule.next()).contains(new Turn.Due("b"));
    assertThat(schedule.next()).contains(new Turn.Due("c"));
    schedule.done("b");

    var waiting = new ArrayList<String>();
    Thread thread = Thread.ofVirtual().start(() -> takeOne(schedule, waiting));
    assertThat(waiting).isEmpty();
    schedule.done("c");
    thread.join();

    assertThat(waiting).containsExactly("d");
  }

  @Test
  void aStoppedScheduleLetsEveryoneGo() throws InterruptedException {
    var schedule = new Schedule(DIAMOND);
    schedule.next();
    schedule.stop();

    assertThat(schedule.next()).isEmpty();
  }

  @Test
  void whatWaitsForANodeIsFoundThroughOthers() {
    var schedule = new Schedule(DIAMOND);

    assertThat(schedule.after("a")).containsExactlyInAnyOrder("b", "c", "d");
    assertThat(schedule.after("z")).isEmpty();
  }

  @Test
  void whoeverHasNoNodeHelpsAndANodeThatIsDueGoesFirst() throws InterruptedException {
    var schedule = new Schedule(Map.of("a", Set.of(), "b", Set.of()));
    schedule.next();
    var parts = new SharedParts(List.of(_ -> {}));
    schedule.share(parts);

    assertThat(schedule.next()).contains(new Turn.Due("b"));
    assertThat(schedule.next()).contains(new Turn.Help(parts));
  }

  private static String node(Turn turn) {
    return switch (turn) {
      case Turn.Due(String node) -> node;
      case Turn.Help _ -> "help";
    };
  }

  private static void takeOne(Schedule schedule, List<String> taken) {
    try {
      schedule.next().map(ScheduleTest::node).ifPresent(taken::add);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> oneByOne(Schedule schedule) throws InterruptedException {
    var order = new ArrayList<String>();
    for (var next = schedule.next(); next.isPresent(); next = schedule.next()) {
      order.add(node(next.get()));
      schedule.done(node(next.get()));
    }
    return order;
  }
}
