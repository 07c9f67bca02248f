package dev.bailey.warehouse.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.engine.Stop;
import dev.bailey.engine.adapter.RelationLocks;
import dev.bailey.engine.adapter.RelationLocks.Grant;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.warehouse.lock.LockPolicy.Action;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class LockTableTest {
  private static final String SERVER = "postgres db.example.com:5432";

  private static void nobody(String what) {}

  private final LockTable table = new LockTable();
  private final Stop stop = new Stop();

  @Test
  void twoRunsNeverHoldTheSameRelation() {
    RelationLocks first = run("run 1", Action.FAIL);
    RelationLocks second = run("run 2", Action.FAIL);
    Grant.Held held = held(first.take(orders(), stop, LockTableTest::nobody));

    assertThat(second.take(orders(), stop, LockTableTest::nobody))
        .isEqualTo(
            new Grant.Refused(
                "\"shop\".\"analytics\".\"orders\" is being written by run 1. Run this again when"
                    + " that has ended, or let runs wait for each other (busy_relation)."));

    held.close();
    held(second.take(orders(), stop, LockTableTest::nobody)).close();
  }

  @Test
  void aRunThatSkipsIsToldWhoWrites() {
    held(run("run 1", Action.FAIL).take(orders(), stop, LockTableTest::nobody));

    assertThat(run("run 2", Action.SKIP).take(orders(), stop, LockTableTest::nobody))
        .isEqualTo(
            new Grant.Left("Left to run 1, which is writing \"shop\".\"analytics\".\"orders\""));
  }

  @Test
  void anotherRelationAnotherSchemaAndAnotherServerAreFree() {
    held(run("run 1", Action.FAIL).take(orders(), stop, LockTableTest::nobody));
    RelationLocks second = run("run 2", Action.FAIL);

    held(second.take(name("analytics", "returns"), stop, LockTableTest::nobody));
    held(second.take(name("staging", "orders"), stop, LockTableTest::nobody));
    held(
        table
            .of("postgres other.example.com:5432", "run 3", policy(Action.FAIL))
            .take(orders(), stop, LockTableTest::nobody));
  }

  @Test
  void namesThatDifferInCaseAloneAreOne() {
    held(run("run 1", Action.FAIL).take(orders(), stop, LockTableTest::nobody));

    assertThat(
            run("run 2", Action.FAIL)
                .take(name("Analytics", "ORDERS"), stop, LockTableTest::nobody))
        .isInstanceOf(Grant.Refused.class);
  }

  @Test
  void aRunDoesNotKeepItselfOut() {
    RelationLocks first = run("run 1", Action.FAIL);
    RelationLocks second = run("run 2", Action.FAIL);
    Grant.Held outer = held(first.take(orders(), stop, LockTableTest::nobody));
    Grant.Held inner = held(first.take(orders(), stop, LockTableTest::nobody));

    inner.close();
    assertThat(second.take(orders(), stop, LockTableTest::nobody))
        .isInstanceOf(Grant.Refused.class);
    outer.close();
    held(second.take(orders(), stop, LockTableTest::nobody));
  }

  @Test
  void whoeverWaitsGetsTheRelationInTheOrderOfAsking() {
    Grant.Held held = held(run("run 1", Action.WAIT).take(orders(), stop, LockTableTest::nobody));
    var second = new Waiting("run 2");
    var third = new Waiting("run 3");

    held.close();
    Grant.Held given = held(second.grant());
    assertThat(third.isDone()).isFalse();
    given.close();

    held(third.grant()).close();
  }

  @Test
  void whoeverWaitsHearsForWhom() {
    held(run("run 1", Action.WAIT).take(orders(), stop, LockTableTest::nobody));

    assertThat(new Waiting("run 2").what())
        .isEqualTo("run 1, which is writing \"shop\".\"analytics\".\"orders\"");
  }

  @Test
  void aRequestToStopEndsTheWait() {
    held(run("run 1", Action.WAIT).take(orders(), stop, LockTableTest::nobody));
    var second = new Waiting("run 2");

    stop.request("Cancelled by ada@example.com");

    assertThat(second.grant()).isEqualTo(new Grant.Stopped());
  }

  @Test
  void whoeverGaveUpIsPassedOver() {
    Grant.Held held = held(run("run 1", Action.WAIT).take(orders(), stop, LockTableTest::nobody));
    var second = new Waiting("run 2");
    stop.request("Cancelled by ada@example.com");
    second.grant();

    held.close();

    held(run("run 3", Action.FAIL).take(orders(), new Stop(), LockTableTest::nobody));
  }

  @Test
  void patienceEnds() {
    held(run("run 1", Action.WAIT).take(orders(), stop, LockTableTest::nobody));
    RelationLocks second =
        table.of(SERVER, "run 2", new LockPolicy(Action.WAIT, Duration.ofMillis(1)));

    assertThat(second.take(orders(), stop, LockTableTest::nobody))
        .isInstanceOfSatisfying(
            Grant.Refused.class,
            refused ->
                assertThat(refused.why())
                    .startsWith("Waited ")
                    .contains(" for run 1, which is writing \"shop\".\"analytics\".\"orders\"."));
  }

  @Test
  void aRunThatEndsLeavesNothingBehind() {
    RelationLocks first = run("run 1", Action.WAIT);
    held(first.take(orders(), stop, LockTableTest::nobody));
    held(first.take(orders(), stop, LockTableTest::nobody));
    var second = new Waiting("run 2");

    first.close();

    held(second.grant()).close();
    held(run("run 3", Action.FAIL).take(orders(), stop, LockTableTest::nobody));
  }

  @Test
  void aRunHearsThatAnotherWroteInTheSchemaSinceItBegan() {
    RelationLocks first = run("run 1", Action.FAIL);
    RelationLocks second = run("run 2", Action.FAIL);
    held(first.take(orders(), stop, LockTableTest::nobody)).close();

    assertThat(
            held(second.take(name("staging", "orders"), stop, LockTableTest::nobody)).isChanged())
        .isFalse();
    assertThat(
            held(second.take(name("analytics", "returns"), stop, LockTableTest::nobody))
                .isChanged())
        .isTrue();
    assertThat(held(second.take(orders(), stop, LockTableTest::nobody)).isChanged()).isTrue();
    assertThat(held(second.take(orders(), stop, LockTableTest::nobody)).isChanged()).isFalse();
    assertThat(
            held(
                run("run 3", Action.FAIL)
                    .take(name("analytics", "x"), stop, LockTableTest::nobody)))
        .extracting(Grant.Held::isChanged)
        .isEqualTo(false);
  }

  @Test
  void whatARunWroteItselfIsNoNewsToIt() {
    RelationLocks first = run("run 1", Action.FAIL);
    held(first.take(orders(), stop, LockTableTest::nobody)).close();

    assertThat(held(first.take(orders(), stop, LockTableTest::nobody)).isChanged()).isFalse();
  }

  private RelationLocks run(String name, Action action) {
    return table.of(SERVER, name, policy(action));
  }

  private static LockPolicy policy(Action action) {
    return new LockPolicy(action, Duration.ofMinutes(1));
  }

  private static RelationName orders() {
    return name("analytics", "orders");
  }

  private static RelationName name(String schema, String name) {
    return new RelationName(
        Optional.of("shop"),
        schema,
        name,
        Optional.of("\"shop\".\"%s\".\"%s\"".formatted(schema, name)));
  }

  private static Grant.Held held(Grant grant) {
    assertThat(grant).isInstanceOf(Grant.Held.class);
    return (Grant.Held) grant;
  }

  /// A run that stands in the queue for the orders.
  private final class Waiting {
    private final CountDownLatch queued = new CountDownLatch(1);
    private final CompletableFuture<Grant> grant;
    private volatile String what = "";

    Waiting(String name) {
      RelationLocks locks = run(name, Action.WAIT);
      grant =
          CompletableFuture.supplyAsync(
              () ->
                  locks.take(
                      orders(),
                      stop,
                      told -> {
                        what = told;
                        queued.countDown();
                      }),
              task -> Thread.ofVirtual().start(task));
      try {
        queued.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    String what() {
      return what;
    }

    boolean isDone() {
      return grant.isDone();
    }

    Grant grant() {
      return grant.join();
    }
  }
}
