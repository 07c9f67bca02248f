package dev.bailey.warehouse.duckdb;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.warehouse.dispatch.Connector;
import dev.bailey.warehouse.dispatch.Link;
import dev.bailey.warehouse.settings.DuckDbSettings;
import dev.bailey.warehouse.settings.DuckDbSettings.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The DuckDB databases that are open in this process: each once, however many runs use it.
///
/// A database is opened by the first session. One in memory goes with the last run that uses it; a
/// file stays open, so that the next run starts at once, and is closed with the process, which
/// writes its log back into it. The first settings count: a file that is open keeps them.
public final class DuckDbDatabases implements AutoCloseable {
  private final Map<Store, Entry> open = new HashMap<>();

  private static final class Entry {
    private final DuckDbSettings settings;
    private int users;
    private @Nullable DuckDbDatabase database;

    Entry(DuckDbSettings settings) {
      this.settings = settings;
    }
  }

  /// A way to the database; nothing is opened yet.
  ///
  /// @param rowBytes how large a result may be in memory
  public Connector connector(DuckDbSettings settings, long rowBytes) {
    register(settings);
    return new Connector() {
      private boolean closed;

      @Override
      public Link connect(String name) {
        return new DuckDbSession(database(settings.store()), rowBytes);
      }

      @Override
      public int retries() {
        return 0;
      }

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          release(settings.store());
        }
      }
    };
  }

  private synchronized void register(DuckDbSettings settings) {
    open.computeIfAbsent(settings.store(), _ -> new Entry(settings)).users++;
  }

  private synchronized DuckDbDatabase database(Store store) {
    Entry entry = open.get(store);
    if (entry == null) {
      throw new WarehouseException(
          WarehouseException.Kind.CANCELLED, "the database was closed with its run");
    }
    DuckDbDatabase database = entry.database;
    if (database == null) {
      database = DuckDbDatabase.open(entry.settings);
      entry.database = database;
    }
    return database;
  }

  private synchronized void release(Store store) {
    Entry entry = open.get(store);
    if (entry != null && --entry.users == 0 && store instanceof Store.Memory) {
      open.remove(store);
      close(entry);
    }
  }

  private static void close(Entry entry) {
    DuckDbDatabase database = entry.database;
    if (database != null) {
      database.close();
    }
  }

  @Override
  public synchronized void close() {
    List.copyOf(open.values()).forEach(DuckDbDatabases::close);
    open.clear();
  }
}
