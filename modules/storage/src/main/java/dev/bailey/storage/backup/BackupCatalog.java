package dev.bailey.storage.backup;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.AesGcm;
import dev.bailey.storage.keys.Key256;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The backups at a destination, as the keys of their home read and write them:
///
/// ```
/// home              which home's backups these are
/// keyring           the newest ring of that home: the only copy of any key
/// backups/<name>    magic (7) | version (1) | length (4) | sealed head | sealed manifest
/// files/ab/<hash>   what files of the home are, each once, as they are encrypted there
/// ```
final class BackupCatalog {
  static final String FILES = "files";

  private static final String BACKUPS = "backups";
  private static final String HOME = "home";
  private static final String RING = "keyring";
  private static final byte[] MAGIC = "BAILEYB".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int PREFIX = 12;
  private static final int LONGEST_HEAD = 1 << 20;

  private final BackupDestination destination;
  private final KeyRing ring;
  private final SecureRandom random;

  BackupCatalog(BackupDestination destination, KeyRing ring, SecureRandom random) {
    this.destination = destination;
    this.ring = ring;
    this.random = random;
  }

  /// Takes an empty destination for this home's backups.
  ///
  /// @throws StorageException EXISTS when another home's are there
  void claim() {
    if (destination.has(HOME)) {
      refuseOtherHome();
    } else if (destination.has(RING)) {
      throw new StorageException(
          Code.EXISTS,
          "there are backups in %s, but not the file %s that says of which home. Set backup_directory to another directory"
              .formatted(destination, HOME));
    } else {
      byte[] text = home().getBytes(StandardCharsets.US_ASCII);
      destination.write(HOME, out -> out.write(text));
    }
  }

  private void refuseOtherHome() {
    if (!new String(bytes(HOME, PREFIX * 10), StandardCharsets.US_ASCII).equals(home())) {
      throw new StorageException(
          Code.EXISTS,
          "the backups in %s are those of another home. Set backup_directory to a directory of its own for each home"
              .formatted(destination));
    }
  }

  /// The account's key for backups lasts as long as the home.
  private String home() {
    try (var key = ring.key(KeyOwner.account(), Purpose.BACKUP)) {
      return "bailey home " + HexFormat.of().formatHex(key.check()) + "\n";
    }
  }

  /// Whether the destination holds this home's backups.
  boolean isClaimed() {
    return destination.has(HOME);
  }

  /// Puts the newest ring in the place of the one before.
  void replaceRing() {
    byte[] sealed = ring.sealed();
    destination.write(RING, out -> out.write(sealed));
  }

  /// The ring as it is at a destination.
  ///
  /// @throws StorageException DAMAGED when there is none
  static byte[] ring(BackupDestination destination) {
    if (!destination.has(RING)) {
      throw new StorageException(
          Code.DAMAGED, "there is no backup in %s: it has no %s".formatted(destination, RING));
    }
    try (var in = destination.read(RING)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw StorageException.io("cannot read " + destination + "/" + RING, e);
    }
  }

  /// The names of all backups, oldest first.
  List<String> names() {
    return destination.list(BACKUPS).stream()
        .map(name -> name.substring(BACKUPS.length() + 1))
        .toList();
  }

  /// All backups that can be read, oldest first.
  List<Backup> list() {
    return names().stream()
        .flatMap(name -> readable(name).stream())
        .sorted(Comparator.comparingLong(Backup::number))
        .toList();
  }

  /// The names of those that cannot be read.
  List<String> damaged() {
    return names().stream().filter(name -> readable(name).isEmpty()).toList();
  }

  private Optional<Backup> readable(String name) {
    try {
      return Optional.of(head(name));
    } catch (StorageException e) {
      if (e.code() == Code.DAMAGED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// What a backup says of itself.
  ///
  /// @throws StorageException DAMAGED
  Backup head(String name) {
    String file = BACKUPS + "/" + name;
    try (var in = new DataInputStream(destination.read(file))) {
      int length = headLength(name, in.readNBytes(PREFIX));
      return decode(name, open(name, "head", in.readNBytes(length)));
    } catch (IOException e) {
      throw damaged(name);
    }
  }

  /// All that makes up a backup.
  ///
  /// @throws StorageException DAMAGED
  BackupManifest manifest(String name) {
    byte[] all = bytes(BACKUPS + "/" + name, Integer.MAX_VALUE);
    int length = headLength(name, Arrays.copyOf(all, PREFIX));
    try {
      return BackupManifest.decode(
          open(
              name,
              "manifest",
              Arrays.copyOfRange(all, Math.min(all.length, PREFIX + length), all.length)));
    } catch (IOException e) {
      throw damaged(name);
    }
  }

  private byte[] bytes(String name, int most) {
    try (var in = destination.read(name)) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw StorageException.io("cannot read " + destination + "/" + name, e);
    }
  }

  private int headLength(String name, byte[] prefix) {
    if (prefix.length < PREFIX || !Arrays.equals(prefix, 0, 7, MAGIC, 0, 7)) {
      throw damaged(name);
    }
    if (prefix[7] != VERSION) {
      throw new StorageException(
          Code.DAMAGED,
          "the backup %s was made by a newer version of Bailey. Restore it with that version"
              .formatted(place(name)));
    }
    int length = HexFormat.fromHexDigits(HexFormat.of().formatHex(prefix, 8, PREFIX));
    if (length < 0 || length > LONGEST_HEAD) {
      throw damaged(name);
    }
    return length;
  }

  private String place(String name) {
    return destination + "/" + BACKUPS + "/" + name;
  }

  private StorageException damaged(String name) {
    return new StorageException(
        Code.DAMAGED,
        "the backup %s is damaged, or not one of this home's. Take another".formatted(place(name)));
  }

  private byte[] open(String name, String what, byte[] sealed) {
    try (var seal = seal()) {
      return seal.open(sealed, context(name, what)).orElseThrow(() -> damaged(name));
    }
  }

  private AesGcm seal() {
    try (Key256 key = ring.key(KeyOwner.account(), Purpose.BACKUP);
        Key256 own = key.derive("bailey backup manifests")) {
      return new AesGcm(own, random);
    }
  }

  private static byte[] context(String name, String what) {
    return "bailey backup %d %s %s".formatted(VERSION, name, what).getBytes(StandardCharsets.UTF_8);
  }

  /// From here on the backup exists.
  void write(Backup backup, BackupManifest manifest) {
    try (var seal = seal()) {
      byte[] head = seal.seal(encode(backup), context(backup.name(), "head"));
      byte[] body = seal.seal(manifest.encode(), context(backup.name(), "manifest"));
      destination.write(
          BACKUPS + "/" + backup.name(),
          out -> {
            var data = new DataOutputStream(out);
            data.write(MAGIC);
            data.writeByte(VERSION);
            data.writeInt(head.length);
            data.write(head);
            data.write(body);
          });
    }
  }

  /// A backup is gone once its manifest is; what it shared with others stays.
  void delete(String name) {
    destination.delete(BACKUPS + "/" + name);
  }

  private static byte[] encode(Backup backup) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(backup.number());
      out.writeUTF(backup.at().toString());
      out.writeLong(backup.files());
      out.writeLong(backup.bytes());
      out.writeInt(backup.facts().size());
      for (var fact : new TreeMap<>(backup.facts()).entrySet()) {
        out.writeUTF(fact.getKey());
        out.writeUTF(fact.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Of memory, which has none.
    }
    return bytes.toByteArray();
  }

  private static Backup decode(String name, byte[] bytes) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    long number = in.readLong();
    var at = Instant.parse(in.readUTF());
    long files = in.readLong();
    long size = in.readLong();
    var facts = new TreeMap<String, String>();
    for (int left = in.readInt(); left > 0; left--) {
      facts.put(in.readUTF(), in.readUTF());
    }
    return new Backup(name, number, at, files, size, facts);
  }
}
