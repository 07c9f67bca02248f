package dev.bailey.storage.backup;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.KeyMark;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeySource;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Brings a backup back into a directory of its own, which becomes a home's data when all of it is
/// there. Every byte is compared with what the manifest says.
public final class Restoring implements AutoCloseable {
  private static final int NAMED = 20;

  private final Path data;
  private final KeyRing ring;
  private final BackupDestination destination;
  private final BackupCatalog catalog;

  private Restoring(Path data, KeyRing ring, BackupDestination destination, BackupCatalog catalog) {
    this.data = data.toAbsolutePath().normalize();
    this.ring = ring;
    this.destination = destination;
    this.catalog = catalog;
  }

  /// Opens the ring that is at a destination.
  ///
  /// @param data an empty directory, or one that is not there yet
  /// @throws StorageException KEY_WRONG, KEY_MISSING, DAMAGED and more, as [KeyRing#open]
  public static Restoring open(
      BackupDestination destination, Path data, MasterKeySource source, SecureRandom random) {
    byte[] sealed = BackupCatalog.ring(destination);
    DurableFiles.createDirectories(data);
    Path file = data.resolve("keyring");
    DurableFiles.replace(file, sealed);
    try {
      var ring = KeyRing.open(file, source, random);
      return new Restoring(data, ring, destination, new BackupCatalog(destination, ring, random));
    } catch (StorageException e) {
      throw new StorageException(
          e.code(),
          "the key ring of the backups in %s cannot be opened: %s"
              .formatted(
                  destination, String.valueOf(e.getMessage()).replace(file.toString(), "keyring")),
          e);
    }
  }

  /// The backups that can be read, oldest first.
  public List<Backup> list() {
    return catalog.list();
  }

  /// A backup by its name.
  ///
  /// @throws StorageException DAMAGED when there is none that can be read
  public Backup find(String name) {
    if (!catalog.names().contains(name)) {
      throw new StorageException(
          Code.DAMAGED,
          "there is no backup %s in %s. There are: %s"
              .formatted(name, destination, String.join(", ", catalog.names())));
    }
    return catalog.head(name);
  }

  /// The newest backup, damaged or not.
  ///
  /// @throws StorageException DAMAGED when there is none, or when it cannot be read
  public Backup newest() {
    var names = catalog.names();
    if (names.isEmpty()) {
      throw new StorageException(Code.DAMAGED, "there is no complete backup in " + destination);
    }
    return catalog.head(names.getLast());
  }

  /// Puts the files of a backup into the directory, and its keys to the time of the backup. What
  /// belongs to owners whose keys were destroyed since is left out.
  ///
  /// @return the operator's configuration, by name
  /// @throws StorageException DAMAGED naming the files that are missing or not what was written
  /// @throws CancellationException when `progress` ended it
  public Map<String, byte[]> restore(Backup backup, BackupProgress progress) {
    var manifest = catalog.manifest(backup.name());
    var damaged = new ArrayList<String>();
    var directories = new TreeSet<Path>();
    Set<String> gone = ring.destroyed().stream().map(KeyOwner::label).collect(Collectors.toSet());
    long done = 0;
    for (var entry : manifest.entries()) {
      if (!isOf(gone, entry)) {
        Path target = target(entry);
        DurableFiles.createDirectories(DurableFiles.directoryOf(target));
        directories.add(DurableFiles.directoryOf(target));
        fetch(entry, target, damaged);
      }
      if (!progress.at(++done, manifest.entries().size())) {
        throw new CancellationException("the restore was ended before it was complete");
      }
    }
    refuse(backup, damaged);
    directories.forEach(DurableFiles::syncDirectory);
    ring.goBackTo(keys(manifest));
    return manifest.config();
  }

  private static boolean isOf(Set<String> owners, BackupManifest.Entry entry) {
    String[] parts = entry.path().split("/");
    return parts.length > 1 && owners.contains(parts[1]);
  }

  private Path target(BackupManifest.Entry entry) {
    Path target = data.resolve(entry.path()).normalize();
    if (!target.startsWith(data) || target.equals(data.resolve("keyring"))) {
      throw new StorageException(
          Code.DAMAGED, "a backup names a file outside of the data: " + entry.path());
    }
    return target;
  }

  private void fetch(BackupManifest.Entry entry, Path target, List<String> damaged) {
    DurableFiles.create(target);
    try (var in = destination.read(entry.blob());
        var file = new FileOutputStream(target.toFile())) {
      var hash = new HashingOutput(file);
      in.transferTo(hash);
      if (!hash.hex().equals(entry.sha256())) {
        damaged.add("%s/%s is not what was written".formatted(destination, entry.blob()));
      }
      file.getFD().sync();
      Files.setLastModifiedTime(target, FileTime.from(entry.modified(), TimeUnit.NANOSECONDS));
    } catch (StorageException e) {
      damaged.add(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw StorageException.io("cannot restore " + target, e);
    }
  }

  private static void refuse(Backup backup, List<String> damaged) {
    if (!damaged.isEmpty()) {
      throw new StorageException(
          Code.DAMAGED,
          "%d files of the backup %s are damaged. Take another, and nothing of this one was restored:\n  %s%s"
              .formatted(
                  damaged.size(),
                  backup.name(),
                  damaged.stream().limit(NAMED).collect(Collectors.joining("\n  ")),
                  damaged.size() > NAMED ? "\n  and more" : ""));
    }
  }

  private Map<KeyOwner, List<KeyMark>> keys(BackupManifest manifest) {
    var labels = new HashSet<>(manifest.keys().keySet());
    var keys = new LinkedHashMap<KeyOwner, List<KeyMark>>();
    for (var owner : ring.owners()) {
      if (labels.remove(owner.label())) {
        keys.put(owner, manifest.keys().get(owner.label()));
      }
    }
    ring.destroyed().forEach(owner -> labels.remove(owner.label()));
    if (!labels.isEmpty()) {
      throw new StorageException(
          Code.KEY_MISSING,
          "the key ring at %s is older than its backups: it has no keys for %s"
              .formatted(destination, String.join(", ", new TreeSet<>(labels))));
    }
    return keys;
  }

  /// Owners whose keys were destroyed: what the database of an older backup says of them is to be
  /// deleted.
  public Set<KeyOwner> destroyed() {
    return ring.destroyed();
  }

  /// Closes the ring; its file stays with the data.
  @Override
  public void close() {
    ring.close();
  }
}
