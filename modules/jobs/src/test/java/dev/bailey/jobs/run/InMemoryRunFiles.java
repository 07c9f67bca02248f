package dev.bailey.jobs.run;

import dev.bailey.registry.ProjectId;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Logs and artifacts in memory, for tests.
public final class InMemoryRunFiles implements RunFiles {
  private final Map<String, ByteArrayOutputStream> logs = new ConcurrentSkipListMap<>();
  private final Map<String, byte[]> artifacts = new ConcurrentSkipListMap<>();

  @Override
  public LogWriter openLog(ProjectId project, RunId run, int step) {
    return open(run + "/" + step);
  }

  private LogWriter open(String key) {
    var log = new ByteArrayOutputStream();
    logs.put(key, log);
    return new LogWriter() {
      @Override
      public void append(byte[] text) {
        log.writeBytes(text);
      }

      @Override
      public void flush() {}

      @Override
      public void sync() {}

      @Override
      public void close() {}
    };
  }

  @Override
  public byte[] readLog(ProjectId project, RunId run, int step, long from, int most) {
    byte[] all = logs.getOrDefault(run + "/" + step, new ByteArrayOutputStream()).toByteArray();
    int start = (int) Math.min(from, all.length);
    return Arrays.copyOfRange(all, start, Math.min(all.length, start + most));
  }

  @Override
  public long logSize(ProjectId project, RunId run, int step) {
    return logs.getOrDefault(run + "/" + step, new ByteArrayOutputStream()).size();
  }

  @Override
  public void putArtifact(ProjectId project, RunId run, int step, String path, byte[] content) {
    artifacts.put(run + "/" + step + "/" + path, content.clone());
  }

  @Override
  public List<String> artifacts(ProjectId project, RunId run, int step) {
    String prefix = run + "/" + step + "/";
    return artifacts.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  @Override
  public Optional<byte[]> artifact(ProjectId project, RunId run, int step, String path) {
    return Optional.ofNullable(artifacts.get(run + "/" + step + "/" + path)).map(byte[]::clone);
  }

  @Override
  public LogWriter growArtifact(ProjectId project, RunId run, int step, String path) {
    return open(run + "/" + step + "/" + path);
  }

  @Override
  public Optional<byte[]> grown(ProjectId project, RunId run, int step, String path) {
    return Optional.ofNullable(logs.get(run + "/" + step + "/" + path))
        .map(ByteArrayOutputStream::toByteArray);
  }

  @Override
  public void deleteGrown(ProjectId project, RunId run, int step, String path) {
    logs.remove(run + "/" + step + "/" + path);
  }

  @Override
  public void deleteLogs(ProjectId project, RunId run) {
    logs.keySet().removeIf(key -> key.startsWith(run + "/"));
  }

  @Override
  public void deleteArtifacts(ProjectId project, RunId run) {
    artifacts.keySet().removeIf(key -> key.startsWith(run + "/"));
  }
}
