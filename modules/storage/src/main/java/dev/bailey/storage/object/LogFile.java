package dev.bailey.storage.object;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.keys.AesGcm;
import dev.bailey.storage.keys.Key256;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A log on the disk: a header, then segments, each sealed for its place in the row.
///
/// ```
/// header:  magic (8) | salt (32) | key check (16)
/// segment: kind (1) | sealed length (4) | length (4) | nonce, deflated bytes, tag
/// ```
///
/// What precedes the sealed part, the segment's number and its place in the log are associated
/// data. A segment that the file's end cuts short, or that is nothing but the zeros which a file
/// system leaves after a power cut, was never acknowledged: it counts as not written. Any other
/// segment that does not authenticate is damage. A finished log ends with a segment that says so.
final class LogFile implements AutoCloseable {
  static final int HEADER = 56;

  /// Uncompressed bytes of the longest segment.
  static final int MAX_SEGMENT = 64 << 10;

  private static final byte[] MAGIC = "BAILEYL1".getBytes(StandardCharsets.US_ASCII);
  private static final int PREFIX = 9;
  private static final int BLOCK = 4096;
  private static final byte BYTES = 0;
  private static final byte END = 1;

  /// Where a segment stands in the file and what it holds.
  ///
  /// @param at of its prefix in the file
  /// @param from its first byte's position in the log
  record Segment(int number, long at, int sealed, long from, int length, byte kind) {
    long next() {
      return at + PREFIX + sealed;
    }
  }

  private final Path path;
  private final RandomAccessFile file;
  private final AesGcm gcm;
  private final List<Segment> segments = new ArrayList<>();
  private boolean finished;

  /// Whether the file's name is known to survive a crash.
  private boolean named;

  private LogFile(Path path, RandomAccessFile file, Key256 key, byte[] salt, SecureRandom random) {
    this.path = path;
    this.file = file;
    try (var own = key.derive("bailey log", salt)) {
      this.gcm = new AesGcm(own, random);
    }
  }

  static LogFile create(Path path, Key256 key, SecureRandom random) throws IOException {
    Files.deleteIfExists(path);
    DurableFiles.create(path);
    byte[] salt = new byte[32];
    random.nextBytes(salt);
    var file = new RandomAccessFile(path.toFile(), "rw");
    file.write(ByteBuffer.allocate(HEADER).put(MAGIC).put(salt).put(key.check(salt)).array());
    return new LogFile(path, file, key, salt, random);
  }

  /// Whether a log begins here. One whose very header a crash cut off, or left as the zeros of a
  /// file system, holds nothing that was acknowledged.
  static boolean isBegun(Path path) throws IOException {
    if (!Files.exists(path) || Files.size(path) < HEADER) {
      return false;
    }
    byte[] header = new byte[HEADER];
    try (var in = new DataInputStream(Files.newInputStream(path))) {
      in.readFully(header);
    }
    return !isZero(header, 0, HEADER);
  }

  static LogFile open(Path path, Key256 key, boolean writable, SecureRandom random)
      throws IOException {
    var file = new RandomAccessFile(path.toFile(), writable ? "rw" : "r");
    byte[] header = new byte[HEADER];
    file.readFully(header);
    byte[] salt = Arrays.copyOfRange(header, 8, 40);
    boolean ours = Arrays.equals(header, 0, 8, MAGIC, 0, 8);
    if (!ours || !key.matches(Arrays.copyOfRange(header, 40, HEADER), salt)) {
      file.close();
      throw Frames.damaged(path);
    }
    var log = new LogFile(path, file, key, salt, random);
    log.refresh();
    return log;
  }

  /// Whether a log that [#isBegun] was begun with this key.
  static boolean isUnder(Path path, Key256 key) throws IOException {
    byte[] header = new byte[HEADER];
    try (var in = new DataInputStream(Files.newInputStream(path))) {
      in.readFully(header);
    }
    return key.matches(Arrays.copyOfRange(header, 40, HEADER), Arrays.copyOfRange(header, 8, 40));
  }

  /// Reads every segment that there is.
  void readAll() throws IOException {
    for (var segment : segments) {
      read(segment);
    }
  }

  /// Appends all that is here to an empty log, its end included.
  void copyTo(LogFile other) throws IOException {
    for (var segment : segments) {
      if (segment.kind == BYTES) {
        byte[] bytes = read(segment);
        other.append(bytes, bytes.length);
      }
    }
    if (finished) {
      other.finish();
    }
  }

  /// Looks for segments that were appended since.
  void refresh() throws IOException {
    long length = file.length();
    while (!finished && addSegment(length)) {
      finished = segments.getLast().kind == END;
    }
    if (finished && segments.getLast().next() != length) {
      throw Frames.damaged(path);
    }
  }

  boolean finished() {
    return finished;
  }

  long size() {
    return segments.isEmpty() ? 0 : segments.getLast().from + segments.getLast().length;
  }

  /// The segments that hold the bytes from a position on.
  List<Segment> from(long position) {
    int low = 0;
    int high = segments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      var segment = segments.get(middle);
      if (segment.from + segment.length <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return segments.subList(low, segments.size());
  }

  byte[] read(Segment segment) throws IOException {
    byte[] sealed = new byte[segment.sealed];
    file.seek(segment.at + PREFIX);
    file.readFully(sealed);
    byte[] deflated = gcm.open(sealed, context(segment)).orElseThrow(() -> Frames.damaged(path));
    return Frames.inflate(deflated, segment.length, path);
  }

  void append(byte[] bytes, int length) throws IOException {
    append(BYTES, bytes, length);
  }

  void finish() throws IOException {
    append(END, new byte[0], 0);
    finished = true;
  }

  void sync() throws IOException {
    file.getFD().sync();
    if (!named) {
      DurableFiles.syncDirectory(DurableFiles.directoryOf(path));
      named = true;
    }
  }

  /// Drops what a crash left behind the last whole segment.
  void dropTail() throws IOException {
    if (file.length() > end()) {
      file.setLength(end());
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    gcm.close();
    file.close();
  }

  private void append(byte kind, byte[] bytes, int length) throws IOException {
    byte[] deflated = Frames.deflate(bytes, length);
    int sealed = deflated.length + AesGcm.OVERHEAD;
    var segment = new Segment(segments.size(), end(), sealed, size(), length, kind);
    byte[] record = ByteBuffer.allocate(PREFIX + sealed).put(prefix(segment)).array();
    gcm.seal(deflated, 0, deflated.length, context(segment), record, PREFIX);
    file.seek(segment.at);
    file.write(record);
    segments.add(segment);
  }

  private boolean addSegment(long length) throws IOException {
    long at = end();
    if (length - at < PREFIX) {
      return false;
    }
    byte[] prefix = new byte[PREFIX];
    file.seek(at);
    file.readFully(prefix);
    var in = ByteBuffer.wrap(prefix);
    byte kind = in.get();
    var segment = new Segment(segments.size(), at, in.getInt(), size(), in.getInt(), kind);
    if (segment.sealed < AesGcm.OVERHEAD || segment.length < 0 || segment.length > MAX_SEGMENT) {
      return refuseUnlessBlank(at, length);
    }
    if (segment.next() > length || (segment.next() == length && isUnwritten(segment))) {
      return false;
    }
    if (segment.kind == END || segment.next() == length) {
      read(segment);
    }
    segments.add(segment);
    return true;
  }

  /// Whether a block of the file system that the segment reaches into holds nothing but zeros,
  /// which ciphertext never does.
  private boolean isUnwritten(Segment segment) throws IOException {
    byte[] bytes = new byte[(int) (segment.next() - segment.at)];
    file.seek(segment.at);
    file.readFully(bytes);
    int from = 0;
    while (from < bytes.length) {
      int to = (int) Math.min(bytes.length, from + BLOCK - (segment.at + from) % BLOCK);
      if (to - from >= AesGcm.OVERHEAD && isZero(bytes, from, to)) {
        return true;
      }
      from = to;
    }
    return false;
  }

  private boolean refuseUnlessBlank(long at, long length) throws IOException {
    file.seek(at);
    byte[] rest = new byte[(int) Math.min(length - at, MAX_SEGMENT)];
    file.readFully(rest);
    if (!isZero(rest, 0, rest.length)) {
      throw Frames.damaged(path);
    }
    return false;
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private long end() {
    return segments.isEmpty() ? HEADER : segments.getLast().next();
  }

  private static byte[] prefix(Segment segment) {
    return ByteBuffer.allocate(PREFIX)
        .put(segment.kind)
        .putInt(segment.sealed)
        .putInt(segment.length)
        .array();
  }

  private static byte[] context(Segment segment) {
    return ByteBuffer.allocate(PREFIX + Integer.BYTES + Long.BYTES)
        .put(prefix(segment))
        .putInt(segment.number)
        .putLong(segment.from)
        .array();
  }
}
