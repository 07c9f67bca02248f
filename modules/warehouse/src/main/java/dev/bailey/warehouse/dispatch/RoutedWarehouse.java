package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.Beside;
import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.adapter.RelationLocks;
import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.engine.adapter.WarehouseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// One run's warehouse: opens sessions that go through the connection's route.
final class RoutedWarehouse implements Warehouse {
  private final Adapter adapter;
  private final Connector connector;
  private final Route route;
  private final Asking asking;
  private final Consumer<RoutedWarehouse> farewell;
  private final Set<RoutedSession> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Optional<Beside<Session>>> ahead =
      new AtomicReference<>(Optional.empty());
  private volatile boolean closed;

  RoutedWarehouse(
      Adapter adapter,
      Connector connector,
      Route route,
      Asking asking,
      Consumer<RoutedWarehouse> farewell) {
    this.adapter = adapter;
    this.connector = connector;
    this.route = route;
    this.asking = asking;
    this.farewell = farewell;
  }

  @Override
  public Adapter adapter() {
    return adapter;
  }

  @Override
  public RelationLocks locks() {
    return asking.locks();
  }

  @Override
  public void openAhead() {
    ahead.updateAndGet(opening ->
        opening.or(() -> Optional.of(Beside.start("open session", () -> openNow("master")))));
  }

  @Override
  public Session open(String name) {
    Optional<Beside<Session>> opening = ahead.getAndSet(Optional.empty());
    return opening.isPresent() ? opening.get().await() : openNow(name);
  }

  private Session openNow(String name) {
    refuseWhenClosed();
    var session =
        new RoutedSession(route, asking.run(), route.connect(connector, name), this::forget);
    sessions.add(session);
    if (closed) {
      session.close();
      refuseWhenClosed();
    }
    return session;
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new WarehouseException(WarehouseException.Kind.CANCELLED, "the run is over");
    }
  }

  private void forget(RoutedSession session) {
    sessions.remove(session);
    route.closed();
  }

  @Override
  public void close() {
    closed = true;
    List.copyOf(sessions).forEach(RoutedSession::close);
    asking.locks().close();
    connector.close();
    farewell.accept(this);
  }
}
