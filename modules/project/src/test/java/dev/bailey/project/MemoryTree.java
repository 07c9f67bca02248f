package dev.bailey.project;

import dev.bailey.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A tree of files in memory.
record MemoryTree(Map<String, String> files) implements SourceTree {
  @Override
  public List<Entry> entries() {
    return new TreeMap<>(files)
        .entrySet().stream()
            .map(e -> new Entry(e.getKey(), e.getValue(), e.getValue().length()))
            .toList();
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path)).map(t -> t.getBytes(StandardCharsets.UTF_8));
  }
}
