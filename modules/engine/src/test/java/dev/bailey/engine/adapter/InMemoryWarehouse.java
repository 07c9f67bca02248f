package dev.bailey.engine.adapter;

import dev.bailey.project.relation.RelationStyle;
import dev.bailey.source.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A warehouse that remembers what it was told, refuses what it was told to refuse, and hangs on
/// what it was told to hang on until that is cancelled.
public final class InMemoryWarehouse implements Warehouse {
  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
  private final Set<FakeSession> open = ConcurrentHashMap.newKeySet();

  /// Everything that was executed, begun, committed and rolled back, in order.
  public List<String> statements() {
    return List.copyOf(statements);
  }

  /// Refuses a statement with that text.
  public void refuse(String sql, String message) {
    refusals.put(sql, message);
  }

  /// Hangs on a statement with that text.
  ///
  /// @return counted down once when the statement runs
  public CountDownLatch hangOn(String sql) {
    return hanging.computeIfAbsent(sql, _ -> new CountDownLatch(1));
  }

  public int openSessions() {
    return open.size();
  }

  @Override
  public Adapter adapter() {
    return new FakeAdapter();
  }

  @Override
  public void openAhead() {
    // Opening takes no time here.
  }

  @Override
  public Session open(String name) {
    var session = new FakeSession();
    open.add(session);
    return session;
  }

  @Override
  public void close() {
    open.forEach(FakeSession::close);
  }

  private final class FakeSession implements Session {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile boolean inTransaction;

    @Override
    public Result execute(Statement statement) {
      String sql = statement.sql();
      statements.add(sql);
      String refusal = refusals.get(sql);
      if (refusal != null) {
        throw new WarehouseException(WarehouseException.Kind.REFUSED, refusal);
      }
      CountDownLatch hang = hanging.get(sql);
      if (hang != null) {
        hang.countDown();
        awaitCancel();
      }
      return new Result(new Response("OK", "", -1), Rows.none());
    }

    private void awaitCancel() {
      try {
        cancelled.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new WarehouseException(WarehouseException.Kind.CANCELLED, "cancelled");
    }

    @Override
    public void begin() {
      statements.add("BEGIN");
      inTransaction = true;
    }

    @Override
    public void commit() {
      statements.add("COMMIT");
      inTransaction = false;
    }

    @Override
    public void rollback() {
      statements.add("ROLLBACK");
      inTransaction = false;
    }

    @Override
    public boolean inTransaction() {
      return inTransaction;
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public void reset() {
      inTransaction = false;
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }

  private static final class FakeAdapter implements Adapter {
    @Override
    public String type() {
      return "fake";
    }

    @Override
    public Set<String> incrementalStrategies() {
      return Set.of("append");
    }

    @Override
    public RelationStyle relationStyle() {
      return new RelationStyle("Relation", "\"", 63, true, Set.of(), Set.of(), false);
    }

    @Override
    public SourceTree macros() {
      return new SourceTree() {
        @Override
        public List<Entry> entries() {
          return List.of();
        }

        @Override
        public Optional<byte[]> read(String path) {
          return Optional.empty();
        }
      };
    }
  }
}
