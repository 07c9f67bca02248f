package dev.bailey.warehouse.postgres;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first message of PostgreSQL's protocol, without the time zone that the JDBC driver puts in.
///
/// The driver always asks for the time zone of this machine, and there is no way back to the
/// server's own. With it, `now()::date` in a model would differ from what dbt gets, whose driver
/// asks for none.
final class StartupMessage {
  private static final int VERSION_3 = 3;
  private static final String TIME_ZONE = "TimeZone";

  private StartupMessage() {}

  /// Passes everything on, except that first message.
  static final class Editor extends FilterOutputStream {
    private boolean first = true;

    Editor(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      byte[] message = Arrays.copyOfRange(bytes, offset, offset + length);
      out.write(first ? edited(message) : message);
      first = false;
    }

    @Override
    public void write(int value) throws IOException {
      first = false;
      out.write(value);
    }
  }

  /// A message that is anything else, a cancel request for instance, comes back as it is.
  static byte[] edited(byte[] message) {
    if (message.length < 8) {
      return message;
    }
    var buffer = ByteBuffer.wrap(message);
    int length = buffer.getInt();
    int version = buffer.getInt();
    if (length != message.length || version >>> 16 != VERSION_3) {
      return message;
    }
    byte[] parameters = withoutTimeZone(message);
    return ByteBuffer.allocate(8 + parameters.length)
        .putInt(8 + parameters.length)
        .putInt(version)
        .put(parameters)
        .array();
  }

  private static byte[] withoutTimeZone(byte[] message) {
    var kept = new ByteArrayOutputStream();
    int at = 8;
    while (at < message.length && message[at] != 0) {
      int value = end(message, at);
      int next = end(message, value);
      String name = new String(message, at, value - at - 1, StandardCharsets.UTF_8);
      if (!name.equals(TIME_ZONE)) {
        kept.write(message, at, next - at);
      }
      at = next;
    }
    kept.write(0);
    return kept.toByteArray();
  }

  /// The index after the zero byte that ends the text at `from`.
  private static int end(byte[] message, int from) {
    int at = from;
    while (message[at] != 0) {
      at++;
    }
    return at + 1;
  }
}
