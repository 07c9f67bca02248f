package dev.bailey.storage.backup;

import dev.bailey.storage.Deletions;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.KeyMark;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/// Makes backups of one home at one destination, and takes away what is outdated there.
///
/// **Consistent.** All parts are held at one moment and pinned, so that the database of that moment
/// finds every file that it speaks of. **Incremental.** A file is kept under the hash of its bytes,
/// which are already encrypted; what is there is not copied again. **Each alone.** A backup is its
/// manifest and the files that it names; deleting another takes nothing from it. **Shreddable.**
/// Keys are in the one ring at the destination, and nowhere else (docs/decisions/0510).
///
/// One at a time: it is for one thread of the one process that has the home.
public final class Backups {
  private static final String PINNED = "pinned";
  private static final int TRIES = 5;

  private final Path data;
  private final KeyRing ring;
  private final BackupDestination destination;
  private final BackupCatalog catalog;
  private final Clock clock;

  /// @param data where the home keeps its data; all parts are below it
  /// @param ring lent, not closed
  public Backups(
      Path data, KeyRing ring, BackupDestination destination, SecureRandom random, Clock clock) {
    this.data = data;
    this.ring = ring;
    this.destination = destination;
    this.catalog = new BackupCatalog(destination, ring, random);
    this.clock = clock;
  }

  /// What goes into a backup.
  ///
  /// @param parts by the name of their directory or file below `data/`; they are held in this order
  /// @param config the operator's files, by name
  /// @param facts to compare a restored home with
  public record Source(
      Map<String, Part> parts, Map<String, byte[]> config, Map<String, String> facts) {
    public Source {
      parts = new LinkedHashMap<>(parts);
      config = Map.copyOf(config);
      facts = Map.copyOf(facts);
    }
  }

  /// Makes a backup. It exists when this returns; when this throws, there is nothing of it, and the
  /// earlier ones are as they were.
  ///
  /// @throws StorageException naming the file that could not be read or written
  /// @throws CancellationException when `progress` ended it
  public Backup make(Source source, BackupProgress progress) {
    destination.check();
    destination.sweep();
    catalog.claim();
    Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Path pinned = data.resolve(PINNED);
    DurableFiles.deleteTree(pinned);
    try {
      Map<KeyOwner, List<KeyMark>> keys = pin(source, pinned);
      List<BackupManifest.Entry> entries = copy(pinned, progress);
      catalog.replaceRing();
      var backup = described(at, entries, source.facts());
      var labels = new LinkedHashMap<String, List<KeyMark>>();
      keys.forEach((owner, marks) -> labels.put(owner.label(), marks));
      catalog.write(backup, new BackupManifest(labels, source.config(), entries));
      return backup;
    } finally {
      DurableFiles.deleteTree(pinned);
    }
  }

  /// Keys stay the same while files are pinned, or it is done again: the manifest says which keys
  /// the files are under.
  private Map<KeyOwner, List<KeyMark>> pin(Source source, Path pinned) {
    for (int left = TRIES; left > 0; left--) {
      var before = ring.marks();
      pinOnce(source, pinned);
      if (ring.marks().equals(before)) {
        return before;
      }
      DurableFiles.deleteTree(pinned);
    }
    throw new StorageException(
        Code.IN_USE, "data keys change all the time: no backup is made until they rest");
  }

  private static void pinOnce(Source source, Path pinned) {
    Deque<Deletions.Hold> held = new ArrayDeque<>();
    try {
      source.parts().values().forEach(part -> held.push(part.hold()));
      for (var part : source.parts().entrySet()) {
        Path into = pinned.resolve(part.getKey());
        DurableFiles.createDirectories(into);
        part.getValue().pin(into);
      }
    } finally {
      held.forEach(Deletions.Hold::close);
    }
  }

  private List<BackupManifest.Entry> copy(Path pinned, BackupProgress progress) {
    var before = before();
    Set<String> there = new HashSet<>(destination.list(BackupCatalog.FILES));
    var entries = new ArrayList<BackupManifest.Entry>();
    List<Path> files = files(pinned);
    for (Path file : files) {
      var entry = entry(pinned, file, before);
      if (there.add(entry.blob())) {
        copy(file, entry);
      }
      entries.add(entry);
      if (!progress.at(entries.size(), files.size())) {
        throw new CancellationException(
            "the backup was ended before it was complete; the earlier ones are whole");
      }
    }
    return entries;
  }

  private Map<String, BackupManifest.Entry> before() {
    var names = catalog.names();
    var entries = new HashMap<String, BackupManifest.Entry>();
    if (!names.isEmpty()) {
      try {
        catalog
            .manifest(names.getLast())
            .entries()
            .forEach(entry -> entries.put(entry.path(), entry));
      } catch (StorageException e) {
        // It saves reading what did not change, no more: every file is read then.
      }
    }
    return entries;
  }

  private static List<Path> files(Path pinned) {
    try (Stream<Path> all = Files.walk(pinned)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw StorageException.io("cannot list " + pinned, e);
    }
  }

  private static BackupManifest.Entry entry(
      Path pinned, Path file, Map<String, BackupManifest.Entry> before) {
    String path = pinned.relativize(file).toString();
    try {
      long size = Files.size(file);
      long modified = Files.getLastModifiedTime(file).to(java.util.concurrent.TimeUnit.NANOSECONDS);
      var known = before.get(path);
      if (known != null && known.size() == size && known.modified() == modified) {
        return known;
      }
      try (var in = Files.newInputStream(file)) {
        var hash = new HashingOutput(OutputStream.nullOutputStream());
        copy(in, hash, size);
        return new BackupManifest.Entry(path, size, modified, hash.hex());
      }
    } catch (IOException e) {
      throw StorageException.io("cannot read " + file, e);
    }
  }

  /// What is appended meanwhile is left out.
  private void copy(Path file, BackupManifest.Entry entry) {
    destination.write(
        entry.blob(),
        out -> {
          var hash = new HashingOutput(out);
          try (var in = Files.newInputStream(file)) {
            copy(in, hash, entry.size());
          }
          if (!hash.hex().equals(entry.sha256())) {
            throw new IOException(file + " changed while it was copied");
          }
        });
  }

  private static void copy(InputStream in, OutputStream out, long size) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = size; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (n < 0) {
        throw new IOException("it became shorter while it was read");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  private Backup described(
      Instant at, List<BackupManifest.Entry> entries, Map<String, String> facts) {
    long number = catalog.names().stream().mapToLong(name -> number(name)).max().orElse(0) + 1;
    String name = "%06d-%s".formatted(number, at.toString().replace(":", ""));
    long bytes = entries.stream().mapToLong(BackupManifest.Entry::size).sum();
    return new Backup(name, number, at, entries.size(), bytes, facts);
  }

  private static long number(String name) {
    try {
      return Long.parseLong(name.substring(0, Math.max(0, name.indexOf('-'))));
    } catch (NumberFormatException e) {
      return 0; // Somebody else's file.
    }
  }

  /// The backups that can be read, oldest first.
  public List<Backup> list() {
    return catalog.list();
  }

  /// The names of those that cannot: what they need is not known, so nothing is deleted while they
  /// are there.
  public List<String> damaged() {
    return catalog.damaged();
  }

  /// Deletes outdated backups, and every file that no backup needs any more; then destroys keys
  /// that none needs.
  ///
  /// @return what was deleted
  /// @throws StorageException DAMAGED when a backup cannot be read, for what it needs is not known
  ///   then; nothing was deleted
  public List<Backup> prune(Retention retention) {
    var outdated = retention.outdated(catalog.list(), clock.instant());
    var kept = new HashSet<>(catalog.names());
    outdated.forEach(backup -> kept.remove(backup.name()));
    var needed = new HashSet<String>();
    for (String name : kept) {
      catalog.manifest(name).entries().forEach(entry -> needed.add(entry.blob()));
    }
    outdated.forEach(backup -> catalog.delete(backup.name()));
    destination.list(BackupCatalog.FILES).stream()
        .filter(file -> !needed.contains(file))
        .forEach(destination::delete);
    return outdated;
  }

  /// Puts the newest ring in the place of the one at the destination, if there are backups, after
  /// destroying retired keys that none of them needs. To be called whenever the ring was written.
  ///
  /// Where no backups are found, keys stay: a disk may not be mounted.
  public void replaceRing() {
    if (!catalog.isClaimed()) {
      return;
    }
    catalog.claim();
    if (ring.retired() > 0 && catalog.damaged().isEmpty()) {
      var needed = new HashSet<KeyMark>();
      for (var backup : catalog.list()) {
        catalog.manifest(backup.name()).keys().values().forEach(needed::addAll);
      }
      ring.keepRetired(needed);
    }
    long masterKey = ring.masterKeyNumber();
    catalog.replaceRing();
    ring.forgetFormerMasterKeys(masterKey);
  }
}
