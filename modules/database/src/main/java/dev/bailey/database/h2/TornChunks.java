package dev.bailey.database.h2;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.file.EncryptedFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Chunks that were being written when the machine lost power.
///
/// H2 believes a chunk whose first and last block are there, and looks at the ones between only
/// when it needs them: a chunk with a hole in it, never synced and never acknowledged, would make
/// the whole database unreadable. So after an unclean end every page is read once. A chunk that has
/// a page which does not authenticate **and** is newer than all that the [Sentinel] saw
/// acknowledged reads as zeros, until something else is written there; H2 then goes back to the
/// chunk before it. A damaged page of an older chunk stays what it is: damage.
final class TornChunks {
  private static final Logger LOG = LoggerFactory.getLogger(TornChunks.class);
  private static final int BLOCK = EncryptedFile.PAGE;
  private static final int RUN = 64;
  private static final int FIRST = 2;

  private final Set<Long> hidden = ConcurrentHashMap.newKeySet();

  private TornChunks() {}

  static TornChunks none() {
    return new TornChunks();
  }

  /// Reads the whole file.
  ///
  /// @param acknowledged the newest version that was
  static TornChunks find(EncryptedFile file, long acknowledged) {
    var found = new TornChunks();
    Map<Long, ChunkHeader> chunks = new HashMap<>();
    List<Long> damaged = new ArrayList<>();
    long blocks = file.size() / BLOCK;
    for (long block = FIRST; block < blocks; block += RUN) {
      scan(file, block, Math.min(blocks, block + RUN), chunks, damaged);
    }
    if (!damaged.isEmpty()) {
      LOG.warn(
          "{}: {} pages do not authenticate after an unclean end", file.path(), damaged.size());
      chunks.forEach((at, chunk) -> found.hideIfTorn(at, chunk, acknowledged, damaged));
    }
    return found;
  }

  boolean isEmpty() {
    return hidden.isEmpty();
  }

  boolean hides(long block) {
    return hidden.contains(block);
  }

  void overwritten(long position, int length) {
    if (!hidden.isEmpty()) {
      for (long block = position / BLOCK; block * BLOCK < position + length; block++) {
        hidden.remove(block);
      }
    }
  }

  private void hideIfTorn(long at, ChunkHeader chunk, long acknowledged, List<Long> damaged) {
    long end = at + chunk.blocks();
    boolean hit = damaged.stream().anyMatch(block -> block >= at && block < end);
    if (hit && chunk.version() > acknowledged) {
      LOG.warn("version {} was never acknowledged and is not whole: left out", chunk.version());
      for (long block = at; block < end; block++) {
        hidden.add(block);
      }
    }
  }

  private static void scan(
      EncryptedFile file, long from, long to, Map<Long, ChunkHeader> chunks, List<Long> damaged) {
    var bytes = ByteBuffer.allocate((int) (to - from) * BLOCK);
    try {
      file.read(bytes, from * BLOCK);
    } catch (StorageException e) {
      if (e.code() != Code.DAMAGED) {
        throw e;
      }
      if (to - from == 1) {
        damaged.add(from);
        return;
      }
      for (long block = from; block < to; block++) {
        scan(file, block, block + 1, chunks, damaged);
      }
      return;
    }
    for (long block = from; block < to; block++) {
      long at = block;
      int offset = (int) (block - from) * BLOCK;
      ChunkHeader.parse(bytes.slice(offset, BLOCK)).ifPresent(chunk -> chunks.put(at, chunk));
    }
  }
}
