package dev.bailey.engine.run;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.connection.Connections;
import dev.bailey.project.manifest.Resource;
import java.time.Duration;
import java.util.List;

/// Hears everything and says nothing.
final class SilentReporter implements Reporter, Connections.Watcher {
  @Override
  public void concurrency(int threads, int nodes) {}

  @Override
  public void began(Resource node, int index, int total) {}

  @Override
  public void ended(NodeResult result, int index, int total) {}

  @Override
  public void broke(Resource node, RuntimeException defect) {}

  @Override
  public void batchBegan(Resource node, BatchPlace place) {}

  @Override
  public void batchEnded(NodeResult result, BatchPlace place) {}

  @Override
  public void waits(Resource node, String what) {}

  @Override
  public void waited(Resource node) {}

  @Override
  public void phase(Resource node, String phase) {}

  @Override
  public void hookBegan(Resource hook, int index, int total) {}

  @Override
  public void hookEnded(NodeResult result, int index, int total) {}

  @Override
  public void nothingToDo() {}

  @Override
  public void finished(List<NodeResult> results, Duration time) {}

  @Override
  public void print(String text) {}

  @Override
  public void log(String text, boolean info) {}

  @Override
  public void warn(String text) {}

  @Override
  public void begins(String connection, String sql) {}

  @Override
  public void ended(String connection, String status, Duration time) {}

  @Override
  public void failed(String connection, String sql, WarehouseException failure) {}
}
