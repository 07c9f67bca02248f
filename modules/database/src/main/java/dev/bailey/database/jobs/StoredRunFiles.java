package dev.bailey.database.jobs;

import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.RunId;
import dev.bailey.registry.ProjectId;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.object.LogReader;
import dev.bailey.storage.object.LogStore;
import dev.bailey.storage.object.ObjectKey;
import dev.bailey.storage.object.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Logs and artifacts of runs in the encrypted stores, all of a run's in one collection of its
/// project, so that they go together.
public final class StoredRunFiles implements RunFiles {
  private final ObjectStore objects;
  private final LogStore logs;

  public StoredRunFiles(ObjectStore objects, LogStore logs) {
    this.objects = objects;
    this.logs = logs;
  }

  @Override
  public LogWriter openLog(ProjectId project, RunId run, int step) {
    return new StepLogWriter(logs.append(key(project, run, step, "log")));
  }

  @Override
  public byte[] readLog(ProjectId project, RunId run, int step, long from, int most) {
    return onLog(project, run, step, log -> log.read(from, most)).orElse(new byte[0]);
  }

  @Override
  public long logSize(ProjectId project, RunId run, int step) {
    return onLog(project, run, step, LogReader::size).orElse(0L);
  }

  @Override
  public void putArtifact(ProjectId project, RunId run, int step, String path, byte[] content) {
    objects.put(key(project, run, step, path), content);
  }

  @Override
  public List<String> artifacts(ProjectId project, RunId run, int step) {
    String prefix = step + "/";
    return objects.list(owner(project), collection(run)).stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  @Override
  public Optional<byte[]> artifact(ProjectId project, RunId run, int step, String path) {
    return objects.get(key(project, run, step, path));
  }

  @Override
  public LogWriter growArtifact(ProjectId project, RunId run, int step, String path) {
    return new StepLogWriter(logs.append(key(project, run, step, grows(path))));
  }

  @Override
  public Optional<byte[]> grown(ProjectId project, RunId run, int step, String path) {
    return onLog(
        key(project, run, step, grows(path)), log -> log.read(0, Math.toIntExact(log.size())));
  }

  @Override
  public void deleteGrown(ProjectId project, RunId run, int step, String path) {
    logs.delete(key(project, run, step, grows(path)));
  }

  /// Apart from the step's log.
  private static String grows(String path) {
    return "grows/" + path;
  }

  @Override
  public void deleteArtifacts(ProjectId project, RunId run) {
    objects.deleteAll(owner(project), collection(run));
  }

  @Override
  public void deleteLogs(ProjectId project, RunId run) {
    logs.deleteAll(owner(project), collection(run));
  }

  private <T> Optional<T> onLog(
      ProjectId project, RunId run, int step, Function<LogReader, T> read) {
    return onLog(key(project, run, step, "log"), read);
  }

  private <T> Optional<T> onLog(ObjectKey key, Function<LogReader, T> read) {
    return logs.open(key)
        .map(log -> {
          try (log) {
            return read.apply(log);
          }
        });
  }

  private static ObjectKey key(ProjectId project, RunId run, int step, String name) {
    return new ObjectKey(owner(project), collection(run), step + "/" + name);
  }

  private static KeyOwner owner(ProjectId project) {
    return KeyOwner.project(project.value());
  }

  private static String collection(RunId run) {
    return "runs/" + run;
  }

  private static final class StepLogWriter implements LogWriter {
    private final dev.bailey.storage.object.LogWriter log;

    StepLogWriter(dev.bailey.storage.object.LogWriter log) {
      this.log = log;
    }

    @Override
    public void append(byte[] text) {
      log.write(text);
    }

    @Override
    public void flush() {
      log.flush();
    }

    @Override
    public void sync() {
      log.sync();
    }

    @Override
    public void close() {
      log.finish();
    }
  }
}
