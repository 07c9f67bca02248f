package dev.bailey.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.Stop;
import dev.bailey.engine.adapter.InMemoryWarehouse;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.connection.Connections;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Links;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.Owner;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Each resource of these tests runs one statement that is its own name.
class GraphRunTest {
  private final InMemoryWarehouse warehouse = new InMemoryWarehouse();
  private final Stop stop = new Stop();
  private GraphRun.Task task = GraphRunTest::carryOut;

  @Test
  void nodesRunAfterTheirParents() {
    List<NodeResult> results =
        run(1, false, Map.of("a", Set.of(), "b", Set.of("a"), "c", Set.of("b")));

    assertThat(warehouse.statements()).containsExactly("a", "b", "c");
    assertThat(statuses(results)).containsOnlyKeys("a", "b", "c").containsEntry("c", "success");
  }

  @Test
  void whatNeedsAFailedNodeIsSkippedAndTheRestRuns() {
    warehouse.refuse("a", "no such table");

    List<NodeResult> results =
        run(2, false, Map.of("a", Set.of(), "b", Set.of("a"), "c", Set.of("b"), "d", Set.of()));

    assertThat(statuses(results))
        .containsEntry("a", "error")
        .containsEntry("b", "skipped")
        .containsEntry("c", "skipped")
        .containsEntry("d", "success");
    assertThat(warehouse.statements()).containsExactlyInAnyOrder("a", "d");
  }

  @Test
  void aDefectOfOursCostsOneNodeAndIsToldInOneLine() {
    task =
        (resource, connection, helpers) -> {
          if (resource.uniqueId().equals("a")) {
            throw new IllegalStateException("seven is not eight");
          }
          return carryOut(resource, connection, helpers);
        };

    List<NodeResult> results =
        run(2, false, Map.of("a", Set.of(), "b", Set.of("a"), "c", Set.of()));

    assertThat(statuses(results)).isEqualTo(Map.of("a", "error", "b", "skipped", "c", "success"));
    assertThat(results.stream().map(NodeResult::message))
        .contains(
            "Internal Error in exposure a ()\n  This is a defect of Bailey, not of the project:"
                + " java.lang.IllegalStateException: seven is not eight. The log has the details at debug level.");
  }

  @Test
  void whenTheProcessIsInTroubleWhoeverWaitsHearsOfIt() {
    task =
        (_, _, _) -> {
          throw new StackOverflowError();
        };

    assertThatThrownBy(() -> run(2, false, Map.of("a", Set.of(), "b", Set.of())))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void afterTheFirstFailureNothingBeginsUnderFailFast() {
    warehouse.refuse("a", "no such table");

    List<NodeResult> results = run(1, true, Map.of("a", Set.of(), "b", Set.of(), "c", Set.of()));

    assertThat(warehouse.statements()).containsExactly("a");
    assertThat(results.get(2).message()).isEqualTo("Skipping due to fail_fast");
  }

  @Test
  void aRequestToStopCancelsInTheWarehouseAndSkipsTheRest() throws InterruptedException {
    CountDownLatch hangs = warehouse.hangOn("a");
    Thread.ofVirtual().start(() -> stopWhen(hangs));

    List<NodeResult> results = run(1, false, Map.of("a", Set.of(), "b", Set.of("a")));

    assertThat(statuses(results)).containsEntry("a", "error").containsEntry("b", "skipped");
    assertThat(warehouse.statements()).containsExactly("a");
    assertThat(warehouse.openSessions()).isZero();
  }

  @Test
  void idleThreadsHelpWithTheParts() {
    var together = new CyclicBarrier(3);
    task =
        (resource, connection, helpers) -> {
          if (resource.uniqueId().equals("a")) {
            helpers.together(Collections.nCopies(3, over -> meet(together, over)), connection);
          }
          return carryOut(resource, connection, helpers);
        };

    List<NodeResult> results = run(3, false, Map.of("a", Set.of(), "b", Set.of(), "c", Set.of()));

    assertThat(statuses(results).values()).containsOnly("success");
    assertThat(warehouse.statements().stream().filter("part"::equals)).hasSize(3);
  }

  @Test
  void oneThreadDoesAllPartsByItself() {
    task =
        (resource, connection, helpers) -> {
          helpers.together(
              Collections.nCopies(3, over -> meet(new CyclicBarrier(1), over)), connection);
          return carryOut(resource, connection, helpers);
        };

    run(1, false, Map.of("a", Set.of()));

    assertThat(warehouse.statements()).containsExactly("part", "part", "part", "a");
  }

  @Test
  void aDefectInAPartCostsTheNodeThatItIsOf() {
    task =
        (resource, connection, helpers) -> {
          if (resource.uniqueId().equals("a")) {
            helpers.together(
                Collections.nCopies(
                    3,
                    _ -> {
                      throw new IllegalStateException("seven is not eight");
                    }),
                connection);
          }
          return carryOut(resource, connection, helpers);
        };

    List<NodeResult> results = run(3, false, Map.of("a", Set.of(), "b", Set.of()));

    assertThat(statuses(results)).isEqualTo(Map.of("a", "error", "b", "success"));
  }

  private static void meet(CyclicBarrier others, Connection over) {
    try {
      others.await(1, TimeUnit.MINUTES);
      over.lend("part", Optional.empty(), sql -> sql);
      over.execute("part", false, false, -1, List.of());
      over.release();
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("nobody else came", e);
    }
  }

  private void stopWhen(CountDownLatch hangs) {
    try {
      hangs.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stop.request("Cancelled by ada@example.com");
  }

  private List<NodeResult> run(int threads, boolean failFast, Map<String, Set<String>> parents) {
    var options =
        new RunOptions(
            threads,
            failFast,
            false,
            true,
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty(),
            "target");
    var reporter = new SilentReporter();
    var connections = new Connections(warehouse, stop, reporter);
    Map<String, Resource> resources = new HashMap<>();
    parents.keySet().forEach(id -> resources.put(id, resource(id)));
    return new GraphRun(
            new Crew(options, connections, reporter, ResultJournal.NONE, stop),
            task,
            resources,
            parents)
        .run();
  }

  private static NodeResult carryOut(Resource resource, Connection connection, Helpers helpers) {
    connection.lend(resource.uniqueId(), Optional.of(resource.uniqueId()), sql -> sql);
    NodeResult.Outcome outcome;
    try {
      connection.execute(resource.uniqueId(), false, false, -1, List.of());
      outcome = NodeResult.Outcome.of(Status.SUCCESS, "OK");
    } catch (WarehouseException e) {
      outcome = NodeResult.Outcome.of(Status.ERROR, e.getMessage());
    } finally {
      connection.release();
    }
    return new NodeResult(
        resource, outcome, List.of(), Thread.currentThread().getName(), Duration.ZERO);
  }

  private static Map<String, String> statuses(List<NodeResult> results) {
    return results.stream()
        .collect(Collectors.toMap(NodeResult::uniqueId, result -> result.status().word()));
  }

  private static Resource resource(String id) {
    return new Exposure(
        new Identity(id, ResourceType.EXPOSURE, id, "shop", "", "", List.of("shop", id)),
        "dashboard",
        new Owner(Optional.empty(), Optional.empty(), Data.noEntries()),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new NodeConfig(Data.noEntries()),
        Data.noEntries(),
        Links.NONE);
  }
}
