package dev.bailey.storage.bench;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.file.EncryptedFile;
import dev.bailey.storage.keys.Key256;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import dev.bailey.storage.object.LocalObjects;
import dev.bailey.storage.object.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// What encrypting objects and files costs against plain, synced files, side by side in one run:
///
/// ```
/// mvn -q test-compile exec:java -pl modules/storage -am \
///   -Dexec.classpathScope=test -Dexec.mainClass=dev.bailey.storage.bench.ObjectBench
/// ```
public final class ObjectBench {
  private static final int ROUNDS = 15;

  private ObjectBench() {}

  public static void main(String[] arguments) throws IOException {
    Path home = Files.createTempDirectory("bailey-object-bench");
    var random = new SecureRandom();
    Path ringFile = home.resolve("data/keyring");
    var master = new MasterKeyFile(home.resolve("keys/master.key"), random);
    try (var ring = KeyRing.open(ringFile, master, random);
        var key = Key256.random(random)) {
      ring.create(KeyOwner.project(1));
      var objects = new LocalObjects(home.resolve("data/objects"), ring);
      compare(home, objects, "10 KB of JSON", json(10_000));
      compare(home, objects, "10 MB of JSON (a manifest)", json(10_000_000));
      compare(home, objects, "10 MB that do not compress", noise(10_000_000));
      pages(home, key, random);
    } finally {
      delete(home);
    }
  }

  private static void compare(Path home, LocalObjects objects, String what, byte[] bytes) {
    Path plain = home.resolve("plain");
    var name = new ObjectKey(KeyOwner.project(1), "bench", what);
    double plainWrite = millis(() -> DurableFiles.replace(plain, bytes));
    double deflated = millis(() -> DurableFiles.replace(plain, deflated(bytes)));
    double write = millis(() -> objects.put(name, bytes));
    DurableFiles.replace(plain, bytes);
    double plainRead = millis(() -> read(plain));
    double read = millis(() -> check(objects.get(name).orElseThrow(), bytes.length));
    System.out.printf(
        Locale.ROOT,
        "%-28s write: plain %.2f ms, plain deflated %.2f ms, object %.2f ms; read: plain %.2f ms, object %.2f ms%n",
        what,
        plainWrite,
        deflated,
        write,
        plainRead,
        read);
  }

  private static void pages(Path home, Key256 key, SecureRandom random) {
    byte[] bytes = noise(64 << 20);
    Path path = home.resolve("pages");
    try (var file = EncryptedFile.create(path, key, "bench", random)) {
      double write = millis(() -> file.write(ByteBuffer.wrap(bytes), 0));
      double read = millis(() -> file.read(ByteBuffer.wrap(bytes), 0));
      var dice = new Random(1);
      double single =
          millis(() -> {
            for (int i = 0; i < 1000; i++) {
              file.read(ByteBuffer.allocate(4096), dice.nextInt(16_000) * 4096L);
            }
          });
      System.out.printf(
          Locale.ROOT,
          "encrypted file: write %.0f MB/s, read %.0f MB/s, one random page %.1f µs%n",
          64_000 / write,
          64_000 / read,
          single);
    }
  }

  private static byte[] deflated(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var deflating = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED), 8192)) {
      deflating.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void check(byte[] bytes, int length) {
    if (bytes.length != length) {
      throw new IllegalStateException("not what was written");
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The median; the first third warms up.
  private static double millis(Runnable work) {
    var times = new ArrayList<Double>();
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      work.run();
      if (i >= ROUNDS / 3) {
        times.add((System.nanoTime() - start) / 1e6);
      }
    }
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  private static byte[] json(int length) {
    var text = new StringBuilder(length + 200);
    var dice = new Random(1);
    while (text.length() < length) {
      text.append("{\"unique_id\": \"model.shop.orders_")
          .append(dice.nextInt(1000))
          .append("\", \"checksum\": \"")
          .append(Long.toHexString(dice.nextLong()))
          .append("\", \"config\": {\"materialized\": \"table\", \"enabled\": true}},\n");
    }
    return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(2).nextBytes(bytes);
    return bytes;
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
