package dev.bailey.warehouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.adapter.WarehouseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class TurnstileTest {
  private final Turnstile turnstile = new Turnstile(1);
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /// Queues, and returns when it stands in the queue.
  private Turnstile.Turn queue(String run) {
    int before = turnstile.waiting();
    var turn = turnstile.turn(run);
    threads.add(
        Thread.ofVirtual()
            .start(() -> {
              turn.take();
              order.add(run);
              turn.end();
            }));
    while (turnstile.waiting() == before) {
      LockSupport.parkNanos(100_000);
    }
    return turn;
  }

  private void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void asManyPassAsTheLimitAllows() {
    turnstile.limit(2);
    var first = turnstile.turn("a");
    var second = turnstile.turn("a");

    first.take();
    second.take();

    assertThat(turnstile.inside()).isEqualTo(2);
    first.end();
    first.end();
    assertThat(turnstile.inside()).isEqualTo(1);
  }

  @Test
  void runsTakeTurnsHoweverManyOneOfThemQueues() throws Exception {
    var first = turnstile.turn("big");
    first.take();
    for (int i = 0; i < 4; i++) {
      queue("big");
    }
    queue("small");
    queue("small");

    first.end();
    join();

    assertThat(order).containsExactly("big", "small", "big", "small", "big", "big");
  }

  @Test
  void theRunThatHoldsTheFewestGoesNext() throws Exception {
    turnstile.limit(2);
    var first = turnstile.turn("big");
    var second = turnstile.turn("big");
    first.take();
    second.take();
    queue("big");
    queue("small");
    turnstile.limit(1);

    first.end();
    assertThat(order).isEmpty();
    second.end();
    join();

    assertThat(order).hasSize(2);
  }

  @Test
  void whoGivesUpLeavesTheQueue() throws Exception {
    var first = turnstile.turn("a");
    first.take();
    var second = turnstile.turn("b");
    var refusal = new CopyOnWriteArrayList<WarehouseException>();
    var waiter =
        Thread.ofVirtual()
            .start(() -> {
              try {
                second.take();
              } catch (WarehouseException e) {
                refusal.add(e);
              }
            });
    while (turnstile.waiting() == 0) {
      LockSupport.parkNanos(100_000);
    }

    second.giveUp();
    waiter.join();

    assertThat(refusal.getFirst().kind()).isEqualTo(WarehouseException.Kind.CANCELLED);
    assertThat(turnstile.waiting()).isZero();
    first.end();
    assertThat(turnstile.inside()).isZero();
  }

  @Test
  void whoGaveUpBeforeQueueingNeverPasses() {
    var turn = turnstile.turn("a");
    turn.giveUp();

    assertThatThrownBy(turn::take).isInstanceOf(WarehouseException.class);
    assertThat(turnstile.inside()).isZero();
  }

  @Test
  void aHigherLimitLetsTheNextOnesIn() throws Exception {
    var first = turnstile.turn("a");
    first.take();
    queue("b");

    turnstile.limit(2);
    join();

    assertThat(order).containsExactly("b");
    first.end();
  }
}
