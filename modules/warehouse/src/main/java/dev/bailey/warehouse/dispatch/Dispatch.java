package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.adapter.Warehouse;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;

/// The one place through which every statement goes (design.md, decision 5): one Camel route for
/// each connection, made when the connection is first used.
public final class Dispatch implements AutoCloseable {
  private final StatementAudit audit;
  private final InstantSource clock;
  private final Entrances entrances = new Entrances();
  private final ScheduledExecutorService timer = timer();
  private final Map<String, Route> routes = new HashMap<>();
  private final Set<RoutedWarehouse> warehouses = ConcurrentHashMap.newKeySet();
  private int made;

  /// What a route needs of its surroundings.
  ///
  /// @param entrance makes its entrance
  record Place(
      Function<Route, Entrances.Entrance> entrance,
      ScheduledExecutorService timer,
      StatementAudit audit,
      InstantSource clock) {}

  public Dispatch(StatementAudit audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  private static ScheduledExecutorService timer() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("warehouse-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /// A run's way to a warehouse.
  ///
  /// @param connection whose route it takes; runs that name the same connection share its limits
  /// @param limits those of the connection from now on
  public Warehouse warehouse(
      String connection, Limits limits, Adapter adapter, Connector connector, Asking asking) {
    var warehouse =
        new RoutedWarehouse(
            adapter, connector, route(connection, limits), asking, warehouses::remove);
    warehouses.add(warehouse);
    return warehouse;
  }

  private synchronized Route route(String connection, Limits limits) {
    Route route = routes.computeIfAbsent(connection, name -> route(name, limits, "w" + made++));
    route.limit(limits);
    return route;
  }

  private Route route(String connection, Limits limits, String id) {
    return new Route(
        connection, limits, new Place(route -> entrances.entrance(route, id), timer, audit, clock));
  }

  /// Every connection that was used, by name.
  public synchronized List<Figures> figures() {
    return routes.values().stream()
        .map(Route::figures)
        .sorted(Comparator.comparing(Figures::connection))
        .toList();
  }

  /// Ends what still runs.
  @Override
  public void close() {
    List.copyOf(warehouses).forEach(RoutedWarehouse::close);
    entrances.close();
    timer.shutdownNow();
  }
}
