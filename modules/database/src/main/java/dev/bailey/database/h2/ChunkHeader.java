package dev.bailey.database.h2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/// The line of text with which each chunk of H2's MVStore begins: `chunk:1a,len:3,version:1a,...`,
/// in hexadecimal.
///
/// @param blocks its length in blocks of 4096 bytes
/// @param version of the store that it completed; each commit makes the next
record ChunkHeader(long blocks, long version) {
  private static final byte[] START = "chunk:".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST = 1024;

  /// The header at the beginning of a buffer, whose position stays as it is.
  static Optional<ChunkHeader> parse(ByteBuffer buffer) {
    int from = buffer.position();
    for (int i = 0; i < START.length; i++) {
      if (buffer.remaining() <= i || buffer.get(from + i) != START[i]) {
        return Optional.empty();
      }
    }
    var line = new StringBuilder();
    for (int i = from; i < Math.min(buffer.limit(), from + LONGEST) && buffer.get(i) != '\n'; i++) {
      line.append((char) buffer.get(i));
    }
    return parse(line.toString().strip());
  }

  /// The version of the chunk that a buffer begins with, or 0.
  static long version(ByteBuffer buffer) {
    return parse(buffer).map(ChunkHeader::version).orElse(0L);
  }

  private static Optional<ChunkHeader> parse(String line) {
    try {
      Map<String, String> fields = DataUtils.parseMap(line);
      long blocks = DataUtils.readHexLong(fields, "len", 0);
      long version = DataUtils.readHexLong(fields, "version", 0);
      return blocks > 0 ? Optional.of(new ChunkHeader(blocks, version)) : Optional.empty();
    } catch (MVStoreException e) {
      return Optional.empty();
    }
  }
}
