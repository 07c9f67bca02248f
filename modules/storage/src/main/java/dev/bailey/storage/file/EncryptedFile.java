package dev.bailey.storage.file;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.AesGcm;
import dev.bailey.storage.keys.Key256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A file with random access whose bytes are encrypted and authenticated, page by page.
///
/// On the disk stand a header page and, for each 4 KiB page of contents, a slot of `nonce |
/// ciphertext | tag` under AES-256-GCM, 28 bytes longer than the page. The last page may be short.
/// The key is derived for this one file; a page is bound to the file and to its place in it. So a
/// flipped bit, a page moved elsewhere, and a file put in the place of another are found when read,
/// and reported as DAMAGED with the page: wrong bytes are never returned.
///
/// **What a crash leaves.** Writing a page replaces its slot in place. A crash while it is written
/// may leave the slot half old, half new: that page is then damaged, no other. One that tore while
/// the file grew ends before its slot does; when not even one byte of contents is there it counts
/// as not written. Who overwrites pages in place needs a copy elsewhere, as H2 keeps two of its
/// header.
///
/// **What is not found here.** A file that nobody [#finish]ed may be cut at a page boundary, and a
/// page, or all of them, may be replaced by what stood in the same place of the same file earlier.
/// A finished file knows its length. The database has a sentinel outside for the rest.
///
/// Holes do not exist: writing beyond the end fills the gap with encrypted zeros, because a slot
/// that reads as zeros without a tag would let anyone blank out pages. Several threads may read and
/// write at once; interrupting one does not close the file.
public final class EncryptedFile implements AutoCloseable {
  /// The unit of encryption. Writes of whole pages at multiples of it need no reading.
  public static final int PAGE = 4096;

  static final int SLOT = PAGE + AesGcm.OVERHEAD;

  /// Pages that go to the disk, or come from it, in one call.
  private static final int RUN = 64;

  private final Path path;
  private final PhysicalFile physical;
  private final Header header;
  private final AesGcm gcm;
  private final AesGcm headerGcm;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile long size;
  private volatile boolean finished;

  private EncryptedFile(
      Path path, PhysicalFile physical, Header header, Key256 key, SecureRandom random) {
    this.path = path;
    this.physical = physical;
    this.header = header;
    try (var pages = header.pageKey(key);
        var head = header.headerKey(key)) {
      this.gcm = new AesGcm(pages, random);
      this.headerGcm = new AesGcm(head, random);
    }
  }

  /// Makes a new, empty file, readable by its owner alone.
  ///
  /// @param key copied; the caller closes its own
  /// @param identity what the file is, such as `git/12/pack-7f`; opening needs the same, so that
  ///   files cannot stand in for one another. Not stored.
  /// @throws StorageException EXISTS when there is one
  public static EncryptedFile create(Path path, Key256 key, String identity, SecureRandom random) {
    DurableFiles.create(path);
    try {
      var physical = new PhysicalFile(path, true);
      var header = Header.fresh(key, identity, random);
      var file = new EncryptedFile(path, physical, header, key, random);
      file.writeHeader(false);
      return file;
    } catch (IOException e) {
      throw StorageException.io("cannot create " + path, e);
    }
  }

  /// Opens a file that was made by [#create] with the same key and identity.
  ///
  /// @param writable whether it may be changed; a finished file never is
  /// @throws StorageException KEY_WRONG, DAMAGED or IO
  public static EncryptedFile open(
      Path path, Key256 key, String identity, boolean writable, SecureRandom random) {
    try {
      var physical = new PhysicalFile(path, writable);
      try {
        return open(path, physical, key, identity, random);
      } catch (IOException | RuntimeException e) {
        physical.close();
        throw e;
      }
    } catch (IOException e) {
      throw StorageException.io("cannot open " + path, e);
    }
  }

  private static EncryptedFile open(
      Path path, PhysicalFile physical, Key256 key, String identity, SecureRandom random)
      throws IOException {
    byte[] page = new byte[Header.BYTES];
    if (physical.read(0, page, page.length) < page.length) {
      throw new StorageException(Code.DAMAGED, path + " is cut short: it has no whole header");
    }
    var header = Header.parse(path, page, key, identity);
    var file = new EncryptedFile(path, physical, header, key, random);
    long recorded = header.recordedSize(path, page, file.headerGcm);
    file.finished = recorded >= 0;
    file.size = logicalSize(physical.size());
    if (file.finished && recorded != file.size) {
      file.gcm.close();
      file.headerGcm.close();
      throw new StorageException(
          Code.DAMAGED,
          "%s has %d bytes, but %d were written: it was cut or lengthened"
              .formatted(path, file.size, recorded));
    }
    return file;
  }

  /// Whether a file was made with this key; not, when it has no whole header.
  public static boolean isUnder(Path path, Key256 key) {
    try (var in = Files.newInputStream(path)) {
      byte[] page = in.readNBytes(Header.BYTES);
      return page.length == Header.BYTES && Header.isUnder(page, key);
    } catch (IOException e) {
      throw StorageException.io("cannot read " + path, e);
    }
  }

  /// How many bytes of contents a file has, without its key: only the file's length is looked at.
  public static long sizeOf(Path path) {
    try {
      return logicalSize(Files.size(path));
    } catch (IOException e) {
      throw StorageException.io("cannot read the size of " + path, e);
    }
  }

  /// How many bytes of contents the file has.
  public long size() {
    return size;
  }

  /// Reads from `position` until `into` is full or the file ends.
  ///
  /// @return how many bytes, or -1 when `position` is at or beyond the end
  /// @throws StorageException DAMAGED when a page that is needed does not authenticate
  public int read(ByteBuffer into, long position) {
    checkPosition(position);
    lock.readLock().lock();
    try {
      if (position >= size) {
        return -1;
      }
      int length = (int) Math.min(into.remaining(), size - position);
      readPages(into, position, length);
      return length;
    } catch (IOException e) {
      throw StorageException.io("cannot read " + path, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Writes all of `from` at `position`, growing the file where needed.
  public void write(ByteBuffer from, long position) {
    checkPosition(position);
    lock.writeLock().lock();
    try {
      refuseIfFinished();
      fill(position);
      writePages(from, position);
    } catch (IOException e) {
      throw StorageException.io("cannot write " + path, e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Cuts the file to `newSize` bytes; does nothing when it is not longer.
  public void truncate(long newSize) {
    checkPosition(newSize);
    lock.writeLock().lock();
    try {
      refuseIfFinished();
      if (newSize < size) {
        shorten(newSize);
      }
    } catch (IOException e) {
      throw StorageException.io("cannot cut " + path, e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Returns when all that was written before is on the disk.
  public void force() {
    try {
      physical.force();
    } catch (IOException e) {
      throw StorageException.io("cannot sync " + path, e);
    }
  }

  /// Writes all that is here into an empty file, and finishes or syncs that as this one is.
  public void copyTo(EncryptedFile empty) {
    var buffer = ByteBuffer.allocate(RUN * PAGE);
    long at = 0;
    for (int n = read(buffer, at); n > 0; n = read(buffer, at)) {
      empty.write(buffer.flip(), at);
      buffer.clear();
      at += n;
    }
    if (finished) {
      empty.finish();
    } else {
      empty.force();
    }
  }

  /// Says that the file is complete: it is synced, its length is recorded under authentication, and
  /// nothing can be written any more. For files that are written under a temporary name and then
  /// published.
  public void finish() {
    lock.writeLock().lock();
    try {
      refuseIfFinished();
      physical.force();
      writeHeader(true);
      physical.force();
      finished = true;
    } catch (IOException e) {
      throw StorageException.io("cannot finish " + path, e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// A lock against other processes, held until it is released or the file is closed; empty when
  /// another process has it.
  public Optional<FileLock> tryLock(boolean shared) {
    try {
      return physical.tryLock(shared);
    } catch (IOException e) {
      throw StorageException.io("cannot lock " + path, e);
    }
  }

  /// Where the file is.
  public Path path() {
    return path;
  }

  /// Closes the file and wipes its keys. Does not sync.
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      physical.close();
    } catch (IOException e) {
      throw StorageException.io("cannot close " + path, e);
    } finally {
      gcm.close();
      headerGcm.close();
      lock.writeLock().unlock();
    }
  }

  private void writeHeader(boolean complete) throws IOException {
    byte[] page = header.write(headerGcm, complete ? size : Header.GROWING);
    physical.write(0, page, page.length);
  }

  private void readPages(ByteBuffer into, long position, int length) throws IOException {
    long end = position + length;
    byte[] slots = new byte[SLOT * (int) Math.min(RUN, pagesBetween(position, end))];
    byte[] plain = new byte[PAGE];
    for (long at = position; at < end; ) {
      long first = at / PAGE;
      int count = (int) Math.min(RUN, pagesBetween(at, end));
      int got = physical.read(slotAt(first), slots, count * SLOT);
      for (int i = 0; i < count; i++) {
        int pageLength = openPage(first + i, slots, i * SLOT, got - i * SLOT, plain);
        int from = (int) (at % PAGE);
        int n = (int) Math.min(pageLength - from, end - at);
        into.put(plain, from, n);
        at += n;
      }
    }
  }

  private int openPage(long page, byte[] slots, int offset, int available, byte[] plain) {
    int length = (int) Math.min(PAGE, size - page * PAGE);
    int sealed = length + AesGcm.OVERHEAD;
    if (available < sealed || !gcm.open(slots, offset, sealed, header.context(page), plain, 0)) {
      throw new StorageException(
          Code.DAMAGED,
          "%s is damaged: page %d is not what was written there".formatted(path, page));
    }
    return length;
  }

  private void writePages(ByteBuffer from, long position) throws IOException {
    long at = position;
    long end = position + from.remaining();
    byte[] slots = new byte[SLOT * (int) Math.min(RUN, pagesBetween(at, end))];
    byte[] plain = new byte[PAGE];
    while (at < end) {
      long first = at / PAGE;
      long runEnd = Math.min(end, (first + RUN) * PAGE);
      int used = 0;
      while (at < runEnd) {
        int n = (int) Math.min(PAGE - at % PAGE, runEnd - at);
        used += sealPage(from, at, n, plain, slots, used);
        at += n;
      }
      writeSlots(first, slots, used);
      size = Math.max(size, at);
    }
  }

  /// Seals the page at `at` with `n` new bytes in it, keeping what else it held.
  private int sealPage(ByteBuffer from, long at, int n, byte[] plain, byte[] slots, int offset)
      throws IOException {
    long page = at / PAGE;
    int start = (int) (at % PAGE);
    int old = Math.clamp(size - page * PAGE, 0, PAGE);
    if (start > 0 || n < old) {
      readPage(page, plain);
    }
    from.get(plain, start, n);
    int length = Math.max(old, start + n);
    gcm.seal(plain, 0, length, header.context(page), slots, offset);
    return length + AesGcm.OVERHEAD;
  }

  private void readPage(long page, byte[] plain) throws IOException {
    byte[] slot = new byte[SLOT];
    int got = physical.read(slotAt(page), slot, SLOT);
    openPage(page, slot, 0, got, plain);
  }

  private void writeSlots(long first, byte[] slots, int length) throws IOException {
    try {
      physical.write(slotAt(first), slots, length);
    } catch (IOException e) {
      forgetTail(e);
      throw e;
    }
  }

  /// A disk that filled up keeps the first part of what was appended; it would count as contents.
  private void forgetTail(IOException cause) {
    try {
      physical.truncate(Math.min(physical.size(), physicalSize(size)));
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void fill(long position) throws IOException {
    while (size < position) {
      int n = (int) Math.min(position - size, (long) RUN * PAGE - size % PAGE);
      writePages(ByteBuffer.allocate(n), size);
    }
  }

  private void shorten(long newSize) throws IOException {
    int rest = (int) (newSize % PAGE);
    if (rest > 0) {
      byte[] plain = new byte[PAGE];
      byte[] slot = new byte[rest + AesGcm.OVERHEAD];
      long page = newSize / PAGE;
      readPage(page, plain);
      gcm.seal(plain, 0, rest, header.context(page), slot, 0);
      physical.write(slotAt(page), slot, slot.length);
    }
    physical.truncate(physicalSize(newSize));
    size = newSize;
  }

  private void refuseIfFinished() {
    if (finished) {
      throw new IllegalStateException(path + " is finished");
    }
  }

  private static void checkPosition(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
  }

  private static long pagesBetween(long from, long to) {
    return (to + PAGE - 1) / PAGE - from / PAGE;
  }

  private static long slotAt(long page) {
    return Header.BYTES + page * SLOT;
  }

  private static long physicalSize(long logical) {
    long rest = logical % PAGE;
    return slotAt(logical / PAGE) + (rest == 0 ? 0 : rest + AesGcm.OVERHEAD);
  }

  /// A slot too short to hold a byte of contents is one that was never written whole.
  private static long logicalSize(long physical) {
    long slots = Math.max(0, physical - Header.BYTES);
    return slots / SLOT * PAGE + Math.max(0, slots % SLOT - AesGcm.OVERHEAD);
  }
}
