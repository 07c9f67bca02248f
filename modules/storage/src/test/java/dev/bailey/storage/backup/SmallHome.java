package dev.bailey.storage.backup;

import dev.bailey.storage.keys.DataKeyRotation;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import dev.bailey.storage.object.LocalLogs;
import dev.bailey.storage.object.LocalObjects;
import dev.bailey.storage.object.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A home of objects and logs, without a database.
final class SmallHome implements AutoCloseable {
  final Path data;
  final KeyRing ring;
  final LocalObjects objects;
  final LocalLogs logs;

  private SmallHome(Path data, KeyRing ring, SecureRandom random) {
    this.data = data;
    this.ring = ring;
    this.objects = new LocalObjects(data.resolve("objects"), ring);
    this.logs = new LocalLogs(data.resolve("logs"), ring, random);
  }

  /// @param keys the directory of its master key
  static SmallHome open(Path data, Path keys) {
    var random = new SecureRandom();
    var ring = KeyRing.open(data.resolve("keyring"), masterKey(keys), random);
    return new SmallHome(data, ring, random);
  }

  static MasterKeyFile masterKey(Path keys) {
    return new MasterKeyFile(keys.resolve("master.key"), new SecureRandom());
  }

  void put(KeyOwner owner, String name, String text) {
    ring.create(owner);
    objects.put(new ObjectKey(owner, "things", name), text.getBytes(StandardCharsets.UTF_8));
  }

  Optional<String> get(KeyOwner owner, String name) {
    return objects
        .get(new ObjectKey(owner, "things", name))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  void log(KeyOwner owner, String name, String text) {
    ring.create(owner);
    try (var writer = logs.append(new ObjectKey(owner, "things", name))) {
      writer.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  Optional<String> readLog(KeyOwner owner, String name) {
    return logs.open(new ObjectKey(owner, "things", name))
        .map(log -> {
          try (log) {
            return new String(log.read(0, 1 << 20), StandardCharsets.UTF_8);
          }
        });
  }

  void rotate() {
    ring.beginRotation();
    DataKeyRotation.pass(ring, List.of(objects, logs), () -> true);
  }

  Backups.Source source() {
    return new Backups.Source(
        Map.of("objects", objects, "logs", logs),
        Map.of("bailey.yaml", "host: localhost\n".getBytes(StandardCharsets.UTF_8)),
        Map.of("bailey", "1.0"));
  }

  @Override
  public void close() {
    ring.close();
  }
}
